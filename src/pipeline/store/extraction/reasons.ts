/** Why a page or one of its records is not stored, as codes that answers, logs and figures share. */
import type { Finding } from '../../../db/staging.ts'
import type { ErrorCode, WinnowError } from '../../../errors.ts'
import type { ExtractedPage } from '../../extract/extracted-page.ts'

/** Findings of the check that keep a record out, the first that applies. */
const BY_FINDING: Readonly<Record<string, string>> = {
  no_title: 'missing_title',
  no_apply_url: 'missing_apply_url',
  no_description: 'missing_description',
  description_too_short: 'description_too_short',
  description_too_long: 'description_too_long',
}

const BY_CODE: Partial<Record<ErrorCode, string>> = {
  ROW_WITHOUT_TITLE: 'missing_title',
  ROW_WITHOUT_APPLY_URL: 'missing_apply_url',
  NO_USABLE_DESCRIPTION: 'missing_description',
  DESCRIPTION_TOO_LONG: 'description_too_long',
  DUPLICATE_ROW: 'duplicate',
  POSTING_HELD: 'deleted_with_hold',
  ROW_NOT_STORED: 'not_stored',
}

/** Why nothing of the page is stored; null for an open posting or a list of some, whose records are checked one by one. */
export function reasonOfPage({ page_type, is_job }: Pick<ExtractedPage, 'page_type' | 'is_job'>): string | null {
  if (page_type === 'listing') return null
  if (page_type !== 'detail') return page_type
  return is_job ? null : 'not_job'
}

/** Why a record fails its check; null for one that can be stored. */
export function reasonOfFindings(findings: readonly Finding[]): string | null {
  const refusal = findings.find(({ kind }) => kind === 'error')
  return refusal ? (BY_FINDING[refusal.code] ?? refusal.code) : null
}

export function reasonOfFault({ code }: WinnowError): string {
  return BY_CODE[code] ?? code.toLowerCase()
}
