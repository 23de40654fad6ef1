/**
 * Words that leave a phrase open: no bullet, heading or sentence ends right behind one. English, German and the commonest of
 * French, Spanish, Italian, Dutch and Polish.
 */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the of in on at to for with and or by from as into onto over under between across within without through during via per is are was were be been
  being has have had will would shall should can could may might must do does did not no our your their its his her my this that these those any all each every some
  such which who whom whose where when while if than then but nor so both either neither about against among around before after because including
  like using e.g eg ie i.e etc. inc incl vs de la le les des du et ou aux au en dans pour avec sur par un une el los las y o del al con para por
  il lo gli di da che per tra e ed della delle dei degli van het een en met voor door op te
  der die das den dem des ein eine einen einem einer eines und oder aber sowie als auch im am zum zur vom beim ins in mit von zu bei nach aus für über unter
  durch ohne gegen um an auf vor zwischen während wegen bis seit ab nicht kein keine keinen keiner keinem ist sind war wird werden wurde haben hat sein
  ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres dein deine deinen deinem deiner mein meine sein seine seinen seinem seiner
  diese dieser dieses diesem diesen jede jeder jedes jedem alle allen aller dass wenn ob wie welche welcher welches bzw inkl insbesondere z.b
  i w z na do o od dla oraz lub przy po nad pod`
    .split(/\s+/)
    .filter(Boolean),
)

export const isFunctionWord = (folded: string): boolean => FUNCTION_WORDS.has(folded)
