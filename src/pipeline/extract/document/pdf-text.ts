const MOST_PAGES = 50
const MOST_CHARACTERS = 500_000
/** Characters of a line of text are this far apart at most, as a share of their height, to be on one line. */
const SAME_LINE = 0.5

export type PdfText = {
  text: string
  /** pdf_broken, pdf_encrypted, pdf_no_text (scanned), pdf_pages and pdf_characters (cut). */
  notes: string[]
}

type Item = { str?: string; hasEOL?: boolean; transform?: number[]; height?: number }

/** Text of a PDF, a line each line of the page, pages parted by an empty line. Never throws. */
export async function readPdfText(bytes: Uint8Array): Promise<PdfText> {
  const notes: string[] = []
  let text = ''
  try {
    // Loaded on the first PDF: the library takes longer to load than a page takes to read.
    const { getDocumentProxy } = await import('unpdf')
    // The reader takes the bytes over, and no Buffer: the caller keeps its own.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      isEvalSupported: false,
      stopAtErrors: false,
    })
    try {
      if (pdf.numPages > MOST_PAGES) notes.push('pdf_pages')
      for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
        const page = await pdf.getPage(number)
        const { items } = await page.getTextContent()
        text += `${linesOf(items as Item[])}\n\n`
        page.cleanup()
        if (text.length > MOST_CHARACTERS) {
          notes.push('pdf_characters')
          text = text.slice(0, MOST_CHARACTERS)
          break
        }
      }
    } finally {
      await pdf.loadingTask.destroy()
    }
  } catch (error) {
    notes.push((error as Error | null)?.name === 'PasswordException' ? 'pdf_encrypted' : 'pdf_broken')
  }
  const clean = tidy(text)
  if (clean === '' && notes.length === 0) notes.push('pdf_no_text')
  return { text: clean, notes }
}

/** Items stand on a new line when the one before says so, or when they are drawn lower or higher than it. */
function linesOf(items: readonly Item[]): string {
  let text = ''
  let line: number | null = null
  for (const { str = '', hasEOL = false, transform, height = 0 } of items) {
    const y = transform?.[5] ?? null
    if (str.trim() !== '') {
      if (line !== null && y !== null && Math.abs(y - line) > Math.max(1, height * SAME_LINE) && !text.endsWith('\n'))
        text += '\n'
      line = y
    }
    text += str
    if (hasEOL && !text.endsWith('\n')) text += '\n'
  }
  return text
}

function tidy(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
