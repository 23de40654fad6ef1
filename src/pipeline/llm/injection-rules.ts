/** One way in which a text speaks to a model instead of a reader. `unless` is tried on the line around a match. */
export type InjectionRule = { name: string; pattern: RegExp; unless?: RegExp }

const rule = (name: string, pattern: string, unless?: RegExp): InjectionRule => ({
  name,
  pattern: new RegExp(pattern, 'giu'),
  ...(unless ? { unless } : {}),
})

const MODEL =
  '(?:ai(?: (?:language )?(?:model|assistant|agent|system))?|llms?|gpt|chatgpt|claude|gemini|copilot|language model|chatbot|(?:helpful|obedient|uncensored|unrestricted) (?:\\p{L}+ )?assistant|sprachmodell|ki(?:-(?:modell|assistent|system))?)'
const ORDERS =
  '(?:instructions?|prompts?|rules?|directions?|directives?|guidelines?|commands?|context|anweisung(?:en)?|anordnung(?:en)?|vorgaben?|regeln|befehle?|instructions|consignes|instrucciones)'
/** Source: the ways that texts are known to take over models, worded for postings. English and German, the first two also French and Spanish. */
export const INJECTION_RULES: readonly InjectionRule[] = [
  rule(
    'ignore_instructions',
    `\\b(?:ignor(?:e|ieren?|iere|ez|a|en)|disregard|forget|override|bypass|skip|vergiss|vergessen sie|missachte|missachten sie|oubliez|olvida)\\b(?: \\S+){0,4}? ${ORDERS}(?!\\p{L})`,
    /\b(?:ability to|how to|attempts? to|do not|don't|never|must not)\b.{0,60}$/i,
  ),
  rule(
    'ignore_what_came_before',
    `\\b(?:ignore|disregard|forget|ignoriere|vergiss)\\b (?:all |everything |anything |alles |sie alles |das |whatever )?(?:of )?(?:the |that |what )?(?:previous|prior|above|preceding|earlier|before|obige\\p{L}*|vorherige\\p{L}*|bisherige\\p{L}*|was (?:said|written)|davor|zuvor|bisher)(?!\\p{L})`,
    /\b(?:experience|job|employer|career|feedback|positions?|applications?)\b/i,
  ),
  rule(
    'new_instructions',
    `\\b(?:new|updated|real|actual|additional|neue|weitere|eigentliche) (?:system )?(?:instructions?|prompt|task|anweisung(?:en)?) ?(?:for (?:the |you)?${MODEL}?[^:\\n]{0,20})?:`,
  ),
  rule(
    'system_prompt',
    '\\b(?:system ?prompt|system message|developer (?:prompt|message)|systemprompt|system-prompt)\\b',
  ),
  rule(
    'role_change',
    `\\b(?:you are|you're|you will act as|act as|behave as|pretend (?:to be|that you are)|du bist|sie sind|agiere als|verhalte dich wie)(?: now| jetzt| ab jetzt| no longer| nicht mehr)?(?: an?| the| eine?| der| die| das)?(?: \\p{L}+){0,2} ${MODEL}\\b`,
    /\b(?:specialist|engineer|expert|researcher|developer|enthusias|architect|product|team|consultant|trainer|lead|strateg|native|company|house|startup)\b/i,
  ),
  rule(
    'role_change',
    '\\b(?:you are|du bist|sie sind) (?:now|jetzt|ab jetzt) (?:an? |eine? )?(?:helpful|different|new|another|unrestricted|obedient|hilfsbereite\\p{L}*|andere\\p{L}*)\\b',
  ),
  rule(
    'from_now_on',
    '\\b(?:from now on|starting now|ab jetzt|ab sofort),? (?:you|du|sie) (?:are|must|will|should|shall|only|bist|sind|musst|müssen|wirst|werden|sollst|antworte)\\b',
    /start|team|join|working|arbeit/i,
  ),
  rule(
    'as_a_model',
    `\\b(?:as|since you are|because you are|if you are|dear|hey|hello|hi|attention|note (?:to|for)|message (?:to|for)|als|falls du|wenn du|liebe[rs]?|achtung|hinweis (?:an|für)) (?:an? |the |any |all |eine? |das |die |alle )?(?:${MODEL})(?:s|e)?(?: (?:reading|processing|reviewing|analy[sz]ing|evaluating|bist|liest|das|die)\\b| ?[,:!])`,
    /\b(?:skills?|tools?|experience|knowledge|erfahrung)\b/i,
  ),
  rule(
    'answer_order',
    '\\b(?:respond|reply|answer|output|return|print|write|say|antworte|antworten sie|gib|geben sie|schreibe?)\\b(?: \\S+){0,3}? (?:only|just|exactly|nothing but|nur|ausschließlich|genau|einfach)\\b(?: \\S+){0,4}? ?(?:"|“|„|\'|`|\\{|json\\b|pass\\b|fail\\b|genuine\\b|yes\\b|ja\\b|the (?:word|following)\\b|das wort\\b)',
  ),
  rule(
    'rating_order',
    '\\b(?:rate|score|grade|rank|mark|classify|label|evaluate|bewerte|bewerten sie|beurteile|stufe|klassifiziere)\\b(?: \\S+){0,5}? (?:(?:as|with|at|to|als|mit)(?: \\S+){0,3}? )?(?:10 ?/ ?10|0 ?/ ?10|10 (?:out of|von) 10|100 ?%|genuine|pass\\b|perfect|(?:highest|best(?:e|en)?|höchst\\p{L}*) (?:\\p{L}+ )?(?:score|rating|grade|mark|note|match|wertung|punktzahl)|ihl\\b|echt\\b)',
    /\b(?:highest (?:quality|standard|level|level of)|best practice|rate of|mark(?:et|ing))\b/i,
  ),
  rule(
    'verdict_order',
    '\\b(?:set|give|assign|make|choose|setze|vergib|wähle)\\b(?: \\S+){0,4}? (?:ihl_?score|ihl|suggested_score|verdict|score|rating|bewertung|urteil)\\b(?: \\S+){0,2}? (?:to|of|=|as|auf|als) ',
    /\b(?:credit|risk|customer|employee|performance|scores? and|rating agenc)/i,
  ),
  rule(
    'hide_from_reader',
    "\\b(?:do not|don't|never|nicht|niemals)\\b(?: \\S+){0,3}? (?:mention|reveal|report|raise|list|flag|erwähne\\p{L}*|melde\\p{L}*|nenne\\p{L}*)\\b(?: \\S+){0,6}? (?:red flags?|flags?|this (?:instruction|note|message|prompt)|these instructions|diese[rn]? (?:anweisung|hinweis|nachricht)\\p{L}*)",
  ),
  rule(
    'model_addressed',
    `\\b(?:${MODEL}) (?:must|should|shall|has to|have to|is (?:required|instructed|ordered) to|soll|sollen|muss|müssen) (?:ignore|respond|reply|answer|output|rate|score|grade|return|recommend|say|antworten|bewerten|ausgeben|ignorieren)`,
  ),
  rule(
    'chat_token',
    '<\\|[a-z_]{2,24}\\|>|\\[/?INST\\]|<</?SYS>>|</?s>\\s*\\[INST|<(?:start|end)_of_turn>|</?(?:system|assistant|user|think|tool_call)>|\\{\\{ ?\\.(?:System|Prompt|Response) ?\\}\\}',
  ),
  rule(
    'role_marker',
    '(?:^|\\n)\\s*(?:#{1,4} ?)?(?:system|assistant|user|human|ai|instruction|response)\\s*:\\s*\\S',
    /user: (?:interface|experience)|system: (?:sap|windows|linux)|^\s*(?:system|user)\s*:\s*\p{Lu}[\p{L}/ &-]{0,30}$/iu,
  ),
  rule('forged_mark', '<<<\\s*(?:end\\s)?[\\p{L}_ ]+[^<>\\n]{0,80}>>>'),
  rule(
    'planted_answer',
    '["“„\'](?:verdict|complaints|ihl_?score|expert_score|suggested_score|ihl_category|counter_evidence|candidate_pool|responsibilities|skill_id|evidence)["”“\']\\s*[:=]|\\b(?:verdict|ihl_score|suggested_score|expert_score)\\s*[:=]\\s*["“]?(?:PASS|FAIL|GENUINE|\\d{1,2}\\b)',
  ),
  rule(
    'jailbreak',
    '\\b(?:jailbreak|developer mode|do anything now|DAN mode|prompt injection:|god mode)\\b',
    /\b(?:security|attack|red team|defen[cs]e|tests?|testing|detect|prevent|mitigat|research|experience|knowledge)/i,
  ),
]
