import type { JobObject } from './candidate.ts'
import { findChrome, inChrome, markAsSurrounds } from './document/chrome.ts'
import { linesOf } from './document/lines.ts'
import type { PageDocument } from './document/page-node.ts'
import { EXTRACTOR_VERSION, type ExtractedPage, type ExtractedPosting, type PageInput } from './extracted-page.ts'
import { groupJobs, isReadable } from './job-groups.ts'
import { type Gazetteer, remembering as rememberingGazetteer } from './normalise/gazetteer.ts'
import { placeLikelihood } from './normalise/place-likelihood.ts'
import { statedLanguageOf } from './page-language.ts'
import type { PageView } from './page-view.ts'
import { type Findings, findMain, readDetail } from './read-detail.ts'
import { readItems } from './read-items.ts'
import { readAppState } from './readers/app-state.ts'
import { readJsonLd } from './readers/json-ld.ts'
import type { LabelIndex } from './readers/labels/label-index.ts'
import { findLabelledPairs } from './readers/labels/read-labels.ts'
import { remembering } from './readers/listing/memo.ts'
import { readListing } from './readers/listing/read-listing.ts'
import { titleLikeness } from './readers/listing/title-likeness.ts'
import { readMicrodata } from './readers/microdata.ts'
import { findApplyLinks } from './readers/page/apply-links.ts'
import { findHeadings, findTitleLine } from './readers/page/heading.ts'
import { findSections } from './readers/page/section-headings.ts'
import { statedTitles } from './readers/page/title-tag.ts'
import { pageTypes } from './readers/page-types.ts'
import { baseOf, pageUrl } from './readers/page-url.ts'
import { readRdfa } from './readers/rdfa.ts'
import { closedLine } from './verdict/closed.ts'
import { judgePage } from './verdict/judge-page.ts'
import { readPageCues } from './verdict/page-cues.ts'

export type Knowledge = { gazetteer: Gazetteer; labels: LabelIndex }

const SECTIONS_OF_A_JOB = ['responsibilities', 'requirements', 'benefits', 'role']

/** What a page is and which openings it tells of. Pure; the address only resolves links, it never decides. */
export function extractDocument(
  page: PageDocument,
  { url, read_at, saved = false }: PageInput,
  { gazetteer: places, labels }: Knowledge,
): ExtractedPage {
  // Title, lines and items of a page name the same places.
  const gazetteer = rememberingGazetteer(places)
  const base = baseOf(page, url)
  const lines = linesOf(page)
  const jobs = readJobs(page)
  const isPlace = remembering((text) => placeLikelihood(text, gazetteer))
  const likeness = remembering(titleLikeness)

  const repeated = [...statedTitles(page), ...titlesOf(jobs)]
  const all = findChrome(page, null)
  const found = findHeadings(page, repeated, all, likeness)
  const line = found.length === 0 ? findTitleLine(lines, repeated, all) : null
  const headings = line ? [line] : found
  const heading = headings[0]?.element ?? null
  const chrome = heading && inChrome(all, heading) ? findChrome(page, heading) : all
  const groups = groupJobs(jobs, headings[0]?.text ?? null)
  const view: PageView = { page, lines, chrome, base, language: 'und', read_at, saved, gazetteer, heading }
  const main = findMain(view, heading)
  const mainText = main ? page.text.slice(main.element.start, main.element.end) : page.text
  const language = statedLanguageOf(mainText, page)
  view.language = language

  const listing = readListing(page, { base, language, isPlace, likeness })
  markAsSurrounds(
    chrome,
    listing.related.map(({ element }) => element),
  )
  const pairs = findLabelledPairs(view, labels)
  const apply = findApplyLinks(page, chrome)
  const cues = readPageCues(page, lines, main?.element ?? null, chrome, labels)
  const sections = main
    ? findSections(
        lines.filter(({ start, end }) => start >= main.element.start && end <= main.element.end),
        main.element.end,
      )
    : []
  const title = groups.main ? (titlesOf(groups.main)[0] ?? headings[0]?.text) : headings[0]?.text
  const verdict = judgePage({
    structured: groups.count,
    structured_main: groups.main !== null,
    page_types: pageTypes(page),
    og_type: page.meta.get('og:type')?.toLowerCase() ?? null,
    title_likeness: title === undefined ? 0 : likeness(title),
    has_title: title !== undefined,
    apply: apply.button || apply.candidates.length > 0,
    labels: new Set(pairs.flatMap(({ fields }) => fields)).size,
    sections: new Set(sections.map(({ kind }) => kind).filter((kind) => SECTIONS_OF_A_JOB.includes(kind))).size,
    phrases: cues.phrases,
    prose: main?.prose ?? 0,
    listing: listing.score,
    listing_items: listing.items.length,
    closed: closedLine(lines) !== null,
    shop: cues.shop,
    comments: cues.comments,
    shell: cues.shell,
    empty_labels: cues.empty_labels,
  })
  const findings: Findings = { view, headings, pairs, apply, main, jobs: groups.main ?? [], isPlace }
  const own = pageUrl(page, url)
  const { postings, skipped } = postingsOf()
  return {
    ...verdict,
    is_job: verdict.page_type === 'detail',
    postings,
    skipped,
    language: postings[0]?.fields.language?.value ?? language,
    hidden_characters: page.hidden_characters,
    boilerplate: boilerplateOf(page, postings),
    extractor: EXTRACTOR_VERSION,
  }

  function postingsOf(): { postings: ExtractedPosting[]; skipped: Record<string, number> } {
    if (verdict.page_type === 'detail' || verdict.page_type === 'expired') {
      return { postings: [readDetail(findings, own, language)], skipped: {} }
    }
    if (verdict.page_type !== 'listing') return { postings: [], skipped: {} }
    return readItems({ listing, groups: groups.others, view, language })
  }
}

/** Each reader only where the ones before found nothing readable, but microdata, which pages mix with JSON-LD. */
function readJobs(page: PageDocument): JobObject[] {
  const marked = [...readJsonLd(page), ...readMicrodata(page)]
  const found = marked.some(isReadable) ? marked : [...marked, ...readRdfa(page)]
  return found.some(isReadable) ? found : [...found, ...readAppState(page)]
}

function titlesOf(jobs: readonly JobObject[]): string[] {
  return jobs.flatMap(({ properties: { title, name } }) => {
    const stated = title ?? name
    return typeof stated === 'string' && stated.length < 250 ? [stated] : []
  })
}

/** Share of the visible text that is not the posting's own. */
function boilerplateOf(page: PageDocument, postings: readonly ExtractedPosting[]): number {
  const own = postings[0]?.fields.description?.value?.length ?? 0
  if (own === 0 || page.text.length === 0) return 0
  return Math.round(Math.max(0, 1 - own / page.text.length) * 100) / 100
}
