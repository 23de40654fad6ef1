/** English name of a posting's language, as a prompt asks for it. `und` (unknown) becomes words that are right for any. */
export function languageName(language: string): string {
  if (language === 'und') return 'the language of the posting'
  try {
    return (
      new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(language) ??
      'the language of the posting'
    )
  } catch {
    return 'the language of the posting'
  }
}
