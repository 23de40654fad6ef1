/** What a test file said in TAP: its top-level results are the promises it keeps. */
export type FileResult = { passed: number; failed: number; skipped: string[]; failures: string }

/**
 * Reads the TAP of one test file. Top-level lines count; a file that ended badly without a failed line (a crash, a signal, no plan)
 * counts as one failure. `failures` holds the failed lines of every depth with the details under them.
 */
export function readTap(output: string, endedWell: boolean): FileResult {
  const result: FileResult = { passed: 0, failed: 0, skipped: [], failures: '' }
  let failing = false
  for (const line of output.split('\n')) {
    const [, indent, verdict, text = ''] = line.match(/^( *)(ok|not ok) \d+(.*)$/) ?? []
    if (verdict) failing = verdict === 'not ok'
    if (failing) result.failures += `${line}\n`
    if (line.trim() === '...') failing = false
    if (indent !== '') continue
    if (/# SKIP\b/i.test(text)) result.skipped.push(text.replace(/^[ -]+/, ''))
    else if (verdict === 'ok') result.passed += 1
    else result.failed += 1
  }
  const whole = endedWell && /^1\.\.\d+/m.test(output) && !/^Bail out!/m.test(output)
  if (!whole) result.failed = Math.max(result.failed, 1)
  return result
}
