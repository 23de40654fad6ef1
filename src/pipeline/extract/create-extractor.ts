import { decodeBytes } from './document/decode-bytes.ts'
import type { PageDocument } from './document/page-node.ts'
import { parseDocument } from './document/parse-document.ts'
import { readPdfText } from './document/pdf-text.ts'
import { parsePlainText } from './document/plain-text.ts'
import { extractDocument } from './extract-document.ts'
import type { ExtractedPage, Extractor, PageInput } from './extracted-page.ts'
import { EXTRACTOR_VERSION } from './extracted-page.ts'
import { type Gazetteer, loadGazetteer } from './normalise/gazetteer.ts'
import { createLabelIndex } from './readers/labels/label-index.ts'

/** Loads what reading needs (the list of places, the words of labels): once per process or thread. */
export function createExtractor({ gazetteer = loadGazetteer() }: { gazetteer?: Gazetteer } = {}): Extractor {
  const labels = createLabelIndex()
  return {
    async extract(input) {
      const opened = await openPage(input)
      return opened.page === null ? unread(opened.note) : extractDocument(opened.page, input, { gazetteer, labels })
    },
  }
}

type Opened = { page: PageDocument; note: null } | { page: null; note: string }

async function openPage({ body, content_type = null }: PageInput): Promise<Opened> {
  if (typeof body === 'string') return { page: isHtml(body) ? parseDocument(body) : parsePlainText(body), note: null }
  const { kind, text, notes, bytes } = decodeBytes(body, content_type)
  if (kind === 'pdf') {
    const pdf = await readPdfText(bytes)
    return pdf.text === ''
      ? { page: null, note: pdf.notes[0] ?? 'pdf_no_text' }
      : { page: parsePlainText(pdf.text), note: null }
  }
  if (kind === 'binary') return { page: null, note: notes[0] ?? 'binary' }
  return { page: kind === 'html' || kind === 'xml' ? parseDocument(text) : parsePlainText(text), note: null }
}

const MARKUP = /<(?:!doctype|html|head|body|div|p|h[1-6]|table|ul|ol|section|article|main|script|meta|span|a|br)\b/i

function isHtml(text: string): boolean {
  return MARKUP.test(text.slice(0, 20_000))
}

/** A body that holds no page: nothing is invented, and the reason is told. */
function unread(reason: string): ExtractedPage {
  return {
    page_type: 'not_job',
    score: 0,
    reasons: [reason],
    is_job: false,
    postings: [],
    skipped: {},
    language: 'und',
    hidden_characters: 0,
    boilerplate: 0,
    extractor: EXTRACTOR_VERSION,
  }
}
