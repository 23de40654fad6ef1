import type { Verdict } from '../extracted-page.ts'

/** What a page shows, counted by the readers. Nothing of its address. */
export type PageSigns = {
  /** Structured postings whose title and description can be read. */
  structured: number
  /** The structured posting is the one that the page's heading names, or the only one. */
  structured_main: boolean
  /** schema.org types that the page states besides. */
  page_types: readonly string[]
  og_type: string | null
  /** 0 to 1: how much the heading reads like the title of an opening. */
  title_likeness: number
  has_title: boolean
  /** Something to press for applying. */
  apply: boolean
  /** Distinct fields that labels name. */
  labels: number
  /** Distinct kinds of sections: responsibilities, requirements, benefits. */
  sections: number
  /** Sentences that speak to applicants. */
  phrases: number
  /** Characters of prose in the main content. */
  prose: number
  /** 0 to 1. */
  listing: number
  listing_items: number
  /** The page says that the opening is closed. */
  closed: boolean
  /** Signs of a shop, a forum or an article with comments. */
  shop: boolean
  comments: boolean
  /** The page holds an application that fills it later. */
  shell: boolean
  /** Labels without values: a template that nothing filled. */
  empty_labels: number
}

/** Weights in log odds, set by hand and checked on labelled pages with neutral addresses: docs/extraction.md. */
const BIAS = -3.2
const OTHER_TYPES =
  /^(?:News|Blog|Scholarly|Tech)?(?:Article|Posting)$|^(?:Product|Event|\w+Event|Book|Recipe|Course|Movie|VideoObject|QAPage|FAQPage|DiscussionForumPosting|SocialMediaPosting|Review|Offer|ProfilePage)$/
const DETAIL_FROM = 0.5

/** Weighs the signs. A valid structured posting that the page is about decides; without one the content does. */
export function judgePage(signs: PageSigns): Verdict {
  const parts: [code: string, weight: number][] = [
    ['structured_posting', signs.structured === 1 || signs.structured_main ? 5.5 : 0],
    ['title', signs.has_title ? 0.4 + 1.6 * signs.title_likeness : -1.2],
    ['apply', signs.apply ? 1.5 : 0],
    ['labels', Math.min(2.4, 0.6 * signs.labels)],
    ['sections', Math.min(2.6, 1.1 * signs.sections)],
    ['phrases', Math.min(1.6, 0.7 * signs.phrases)],
    ['prose', signs.prose >= 400 ? 0.5 : signs.prose < 150 ? -1.5 : 0],
    ['other_type', signs.structured === 0 && signs.page_types.some((type) => OTHER_TYPES.test(type)) ? -2.5 : 0],
    ['article', signs.og_type === 'article' ? -0.6 : 0],
    ['shop', signs.shop ? -3 : 0],
    ['comments', signs.comments ? -1.2 : 0],
    ['listing', signs.structured_main ? -signs.listing : -3 * signs.listing],
  ]
  const sum = parts.reduce((total, [, weight]) => total + weight, BIAS)
  const score = Math.round((1 / (1 + Math.exp(-sum))) * 100) / 100
  const reasons = parts
    .filter(([, weight]) => Math.abs(weight) >= 0.5)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .map(([code, weight]) => (weight < 0 ? `not_${code}` : code))
  const { page_type, why } = typeOf(signs, score)
  return { page_type, score, reasons: [...why, ...reasons] }
}

function typeOf(signs: PageSigns, score: number): { page_type: Verdict['page_type']; why: string[] } {
  const listing = signs.listing >= 0.5 && signs.listing_items >= 2
  if (signs.structured > 1 && !signs.structured_main) return { page_type: 'listing', why: ['several_postings'] }
  if (signs.closed && (score >= 0.3 || signs.prose < 400) && !listing) return { page_type: 'expired', why: ['closed'] }
  if (listing && (!signs.structured_main || signs.listing > 0.8) && score < 0.9)
    return { page_type: 'listing', why: ['list_of_openings'] }
  if (signs.shell && signs.prose < 200 && signs.structured === 0 && score < DETAIL_FROM)
    return { page_type: 'needs_rendering', why: ['empty_shell'] }
  if (signs.empty_labels >= 2 && signs.prose < 100 && signs.structured === 0)
    return { page_type: 'needs_rendering', why: ['empty_template'] }
  if (score >= DETAIL_FROM) return { page_type: 'detail', why: [] }
  if (listing) return { page_type: 'listing', why: ['list_of_openings'] }
  return { page_type: 'not_job', why: [] }
}
