import { phrasesOf } from './phrase.ts'

/** Headings of English postings. */
export const englishHeadings = phrasesOf({
  responsibilities: `
    (your|main|the|our|) (key|main|core|primary|principal|major|general|specific|role|job|) (responsibilities|duties|accountabilities|tasks)
    (key|main|core|job|role|your) responsibility
    (roles|role|tasks|duties|key roles|main duties|key duties) and responsibilities
    what (you'll|you will|you) (do|be doing|be working on|work on|own|be responsible for)
    what will you (do|be doing)
    what (you'll|you will) be (doing|working on|responsible for)
    what you will accomplish
    how you'll (lead|contribute|make an impact|make a difference)
    your (tasks|mission|impact|duties|day to day|challenge|contribution)
    (a typical day|day to day|day to day responsibilities|a day in the life)
    (essential|key|job) functions
    scope of work
    ~responsible for
    ~work includes
    ~(key|main|) activities
    ~(key|main|) deliverables
    ~accountability
    in this role you will
    you will be responsible for
    the successful candidate will`,
  requirements: `
    (your|the|our|) skills (and|) (experience|experiences|qualifications|competencies|abilities|knowledge|expertise)
    (your|) (experience|qualifications|knowledge|education|qualification) (and|) (skills|experience|qualifications|exposure|certifications|training)
    (your|) exposure skills
    your (skills|experience|profile|qualifications|background|competencies|expertise|strengths)
    skills (you'll|you will|you) need
    what (you'll|you will|you) (need|bring|have|should have|should bring|must have)
    what (you'll|you will|you) (need|bring) to (succeed|be successful|the role|the table|the team)
    what (we're|we are|we|were) (looking for|look for|expect|seek|require|need)
    (we're|we are) looking for
    who (you are|we're looking for|we are looking for)
    ~about you
    ~you (have|bring|are|should have|will have)
    (minimum|basic|required|key|essential|technical|job|position|candidate|role|mandatory|core|general|professional|functional|personal) (qualifications|requirements|skills|competencies|experience|qualification|skill set|skillset)
    (minimum|basic|required|key|essential|technical|mandatory|core|personal) skills (and|) (experience|qualifications|knowledge|competencies)
    (minimum|required|relevant|essential|educational) (experience|education|qualifications) and (experience|qualifications|skills|education)
    (key|technical|soft|hard|language|languages|interpersonal|personal|behavioral|behavioural|leadership|communication) (skills|competencies|attributes|qualities)
    must (have|haves) (skills|)
    ~skills
    ~skill set
    ~requirements
    ~qualifications
    ~qualification
    ~experience
    ~education
    ~certifications
    ~competencies
    ~eligibility
    (ideal|successful|suitable) candidate (profile|)
    the (ideal|successful|right) candidate
    (candidate|person|personal|required|desired) (profile|specification|specifications)
    (education|educational) (qualifications|requirements|background)
    ~languages
    to be successful in this role`,
  preferred: `
    (nice|good) to (have|haves) (skills|)
    (preferred|desired|desirable|additional|optional|bonus|advantageous) (qualifications|skills|experience|requirements|knowledge|skill set)
    (preferred|desired|desirable) (skills|qualifications) (and|) (experience|skills)
    skills that will help you (excel|succeed|stand out)
    ~bonus points (if you have|for|)
    ~it would be (a plus|great|nice) if you
    ~(would be|is) a plus
    ~preferred
    ~desirable
    ~desired
    ~pluses`,
  benefits: `
    what (we'll|we will|we|we can) (offer|provide|give|offer you|provide you|give you)
    what (is|we have|we've) (on offer|to offer|got to offer)
    what's in it for you
    what do we offer (you|)
    what you (get|will get|can expect)
    what you'll (get|receive|enjoy)
    how (we'll|we will|we) support you
    ~we offer (you|)
    ~our offer
    ~(our|your|employee|company|the|) (benefits|perks)
    (benefits|perks) and (benefits|perks|rewards|wellbeing|compensation|well being)
    (well being|wellbeing) and benefits
    (compensation|salary|rewards|pay) and benefits
    why (join us|work with us|work for us|you'll love it here|us|choose us)`,
  company: `
    about us (and our teams|and our team|)
    about (the|our) (company|group|firm|organisation|organization|bank|business)
    who we are (and what we do|)
    what we do
    (our|the) (company|culture|values|mission|story|vision)
    company (description|overview|profile|background)
    (our|) (diversity|diversity and inclusion|culture and values)
    ~(diversity|inclusion|culture)`,
  role: `
    (role|job|position|task) (description|overview|summary|purpose|profile|background|context|details|objective)
    ~(overview|summary|introduction|purpose|context|background|description|objective)
    details of the (division|team|role|position|department) (and team|)
    about (the|this|your) (role|job|position|team|internship|opportunity|programme|program|department|division|new role|new team|vacancy|project)
    (purpose|summary|overview) of the (job|role|position)
    ~(the|your|our) (role|team|position|opportunity|job|division|department|vacancy|new team)
    (team|division|business|department) (description|overview|summary)
    (team|business|division) (and|) (division|team) (overview|description)
    why we need you`,
  process: `
    how to apply
    (application|interview|hiring|recruitment|selection) (process|procedure|instructions|steps)
    ~(next steps|apply now|apply today|contact|contact us|interested|questions|ready to apply)
    for further information
    your contact (person|)`,
  legal: `
    ~equal (opportunity|opportunities) (employer|statement|employment|)
    (eeo|eoe) statement
    (privacy|data privacy|data protection) (notice|policy|statement)
    ~(disclaimer|legal notice|important notice|notice)
    ~(reasonable|) (accommodation|accommodations|adjustments)`,
  details: `
    ~expectations
    ~(terms of employment|working conditions|conditions|additional information|further details|job details|contract details)
    (work|working) (arrangement|pattern|model|environment)
    ~compensation`,
  label: `
    (job|corporate|position|functional|business) title
    !(location|locations)
    ~(title|profession|department|division|function|grade|country|city|duration|travel|shift|schedule|listed|level|salary|hours|start date|remuneration|band|region)
    (job|req|requisition|posting|vacancy) (id|number|reference|code|no)
    reference (number|code|no|id)
    (full|part) part time
    full time part time
    ~full part time
    regular temporary
    (employment|contract|job|position|work|working) (type|status|category|schedule|hours|time)
    (posting|closing|start|end|application|posted) (date|deadline)
    (job|work|office|primary) (location|family|level|category|grade)
    (salary|pay|compensation) (range|band|grade)
    reports to
    reporting (to|line)
    years of experience`,
})
