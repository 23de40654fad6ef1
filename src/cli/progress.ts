import { Writable } from 'node:stream'
import { Presets, SingleBar } from 'cli-progress'
import type { Output } from './output.ts'

/** `secondsLeft`: what is known of the time left; without it the rate so far tells. */
export type Progress = { update(done: number, total: number, secondsLeft?: number | null): void; stop(): void }

/** Without a terminal a line is a log entry, and nobody wants thousands of them. */
const LINE_EVERY_MS = 5_000

/**
 * Shows how far a long work is, with rate and time left: a bar on a terminal, else a plain line now and then. Always on stderr, so that
 * stdout stays what the command answers.
 */
export function startProgress(
  output: Output,
  label: string,
  unit: string,
  now: () => number = () => performance.now(),
): Progress {
  const started = now()
  const speed: Speed = (done, total, secondsLeft) => {
    const perSecond = (done / Math.max(1, now() - started)) * 1000
    return {
      rate: `${perSecond.toFixed(perSecond < 10 ? 1 : 0)} ${unit}/s`,
      left:
        secondsLeft != null
          ? `${duration(secondsLeft)} left`
          : perSecond > 0
            ? `${duration((total - done) / perSecond)} left`
            : 'starting',
    }
  }
  return output.terminal ? bar(output, label, speed) : lines(output, label, speed, now)
}

type Speed = (done: number, total: number, secondsLeft?: number | null) => { rate: string; left: string }

function bar(output: Output, label: string, speed: Speed): Progress {
  const stream = Object.assign(
    new Writable({
      decodeStrings: false,
      write: (chunk, _encoding, done) => {
        output.stderr(String(chunk))
        done()
      },
    }),
    { isTTY: true, columns: output.columns },
  )
  const shown = new SingleBar(
    {
      stream,
      format: `${label} {bar} {value}/{total}  {rate}  {left}`,
      barsize: Math.max(10, output.columns - label.length - 45),
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  )
  let begun = false
  return {
    update: (done, total, secondsLeft) => {
      if (!begun) shown.start(total, done, speed(done, total, secondsLeft))
      else shown.setTotal(total)
      begun = true
      shown.update(done, speed(done, total, secondsLeft))
    },
    stop: () => {
      if (begun) shown.stop()
    },
  }
}

function lines(output: Output, label: string, speed: Speed, now: () => number): Progress {
  let last = now()
  return {
    update: (done, total, secondsLeft) => {
      if (now() - last < LINE_EVERY_MS || done >= total) return
      last = now()
      const { rate, left } = speed(done, total, secondsLeft)
      output.stderr(`${label}: ${done} of ${total}, ${rate}, ${left}\n`)
    },
    stop: () => undefined,
  }
}

/** Seconds in words of one or two units: "8 s", "3 min 20 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return seconds < 10 && seconds > 0 ? `${seconds.toFixed(1)} s` : `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
