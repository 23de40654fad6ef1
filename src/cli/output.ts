/** Where a command's words go: this terminal, a pipe, or a client on the other side of a socket. */
export type Output = {
  stdout(text: string): void
  stderr(text: string): void
  /** A person watches: stderr is a terminal. */
  terminal: boolean
  columns: number
}

const WIDTH_WITHOUT_TERMINAL = 80

/** Output of this process. A reader that went away ("| head") is no failure of the command. */
export function processOutput(): Output {
  const ignoreGone = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  }
  process.stdout.on('error', ignoreGone)
  process.stderr.on('error', ignoreGone)
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    terminal: process.stderr.isTTY === true,
    columns: process.stderr.columns || WIDTH_WITHOUT_TERMINAL,
  }
}
