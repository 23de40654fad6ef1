declare module 'pino-roll' {
  import type { DestinationStream } from 'pino'

  type Options = {
    file: string
    size: string
    limit: { count: number; removeOtherLogFiles: boolean }
    symlink: boolean
    mkdir: boolean
    sync: boolean
  }
  export default function roll(options: Options): Promise<DestinationStream>
}
