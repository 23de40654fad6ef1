/** The answer behind a FETCH_STATUS, as its cause: collectors read limits from its headers. It says nothing in a log but the status. */
export class RemoteStatus extends Error {
  override readonly name = 'RemoteStatus'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, headers: Readonly<Record<string, string>>) {
    super(`status ${status}`)
    this.status = status
    this.headers = headers
  }
}

/** The status that the server answered when `error` is a FETCH_STATUS; null for any other error. */
export function remoteStatusOf(error: unknown): number | null {
  const { cause } = (error ?? {}) as { cause?: unknown }
  return cause instanceof RemoteStatus ? cause.status : null
}
