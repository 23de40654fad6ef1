import type { Folder } from '../endpoint.ts'
import { discardShadow } from './discard-shadow.ts'
import { getReport } from './get-report.ts'
import { promoteShadow } from './promote-shadow.ts'
import { signCheck } from './sign-check.ts'
import { undoShadow } from './undo-shadow.ts'

/** Shadow to live: the report for any key, changes for admins. */
export const shadow: Folder = {
  prefix: '/_internal/shadow',
  tag: 'shadow',
  endpoints: [getReport, promoteShadow, discardShadow, undoShadow, signCheck],
}
