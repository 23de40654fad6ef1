import t from 'tap'
import { duration, startProgress } from '../../src/cli/progress.ts'

function recorder(terminal: boolean) {
  const written: string[] = []
  return {
    written,
    output: {
      stdout: () => t.fail('progress wrote to stdout'),
      stderr: (text: string) => void written.push(text),
      terminal,
      columns: 80,
    },
  }
}

t.test('without a terminal a line comes at most every five seconds', async (t) => {
  const { written, output } = recorder(false)
  let time = 0
  const progress = startProgress(output, 'Processing', 'postings', () => time)
  for (time = 0; time <= 12_000; time += 100) progress.update(time / 100, 1000)
  progress.stop()
  t.equal(written.length, 2)
  t.match(written[0], /^Processing: 50 of 1000, 10 postings\/s, 1 min 35 s left\n$/)
})

t.test('a known time left is shown instead of the one that the rate gives', async (t) => {
  const { written, output } = recorder(false)
  let time = 0
  const progress = startProgress(output, 'Processing', 'calls', () => time)
  time = 6_000
  progress.update(60, 600, 200)
  progress.stop()
  t.match(written[0], /^Processing: 60 of 600, 10 calls\/s, 3 min 20 s left\n$/)
})

t.test('on a terminal the bar shows rate and time left, and is taken away at the end', async (t) => {
  const { written, output } = recorder(true)
  let time = 0
  const progress = startProgress(output, 'Processing', 'postings', () => time)
  time = 1000
  progress.update(50, 100)
  progress.stop()
  t.match(written.join(''), /50\/100 {2}50 postings\/s {2}1\.0 s left/)
})

t.test('durations are worded in one or two units', async (t) => {
  t.same([0, 0.4, 8, 59.6, 200, 7500].map(duration), ['0 s', '0.4 s', '8.0 s', '1 min 0 s', '3 min 20 s', '2 h 5 min'])
})
