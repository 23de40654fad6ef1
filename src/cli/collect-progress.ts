import type { Output } from './output.ts'
import { startProgress } from './progress.ts'

/** Without a known length there is no bar; a line now and then says that it goes on. */
const LINE_EVERY_MS = 5_000

/** Shows how far the reading of a source is: openings of those listed, or how many where the listing does not say. */
export function startCollectProgress(output: Output, now: () => number = () => performance.now()) {
  const progress = startProgress(output, 'Collecting', 'openings', now)
  let last = now()
  return {
    update: (done: number, { items = 0, pages = 0 }: Record<string, number>): void => {
      if (done > 0) progress.update(items, Math.max(items, Math.round(items / done)))
      else if (now() - last >= LINE_EVERY_MS) {
        last = now()
        output.stderr(`Collecting: ${items} openings on ${pages} pages\n`)
      }
    },
    stop: progress.stop,
  }
}
