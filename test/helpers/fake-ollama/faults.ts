import type { FakeRequest } from './request.ts'

/** What goes wrong with a call. Without a slot: the first five. With one: the rest. */
export type Fault =
  /** HTTP 503, as with a full queue. */
  | 'busy'
  /** HTTP 500: the model does not fit into memory. The reason repeats the prompt, as a careless server might. */
  | 'out_of_memory'
  /** HTTP 400: the prompt does not fit. */
  | 'over_context'
  /** HTTP 502 with a page of HTML, as a proxy in between says it. */
  | 'proxy'
  /** The connection is reset. */
  | 'down'
  /** The slot is taken and nothing ever comes. */
  | 'hang'
  /** done_reason is length. */
  | 'truncated'
  /** The server read only as much of the prompt as fits. */
  | 'prompt_cut'
  /** The server read far less of the prompt than was sent. */
  | 'prompt_lost'
  | 'invalid_json'
  | 'wrong_schema'
  | 'empty'
  /** The same sentence until num_predict, or until the client ends the call. */
  | 'endless'
  /** The same for ever: only the client's leaving ends it. */
  | 'unending'
  /** num_predict and num_ctx are not kept to. */
  | 'unlimited'
  /** Every text of the answer is the end of the prompt. */
  | 'injection_echo'
  /** The connection breaks after the first piece. */
  | 'broken_stream'
  /** The stream ends well, but never says that it is done. */
  | 'undone_stream'
  /** One line of the stream is not JSON. */
  | 'bad_line'
  /** An error object after the first piece. */
  | 'error_in_stream'
  /** Vectors of different lengths. */
  | 'uneven_vectors'

/** One fault for every call, one a call in order, or by the request; null for none. */
export type Faults = Fault | readonly (Fault | null)[] | ((request: FakeRequest) => Fault | null) | null

/** Hands out the fault of each call. */
export function faultSource(faults: Faults): (request: FakeRequest) => Fault | null {
  if (typeof faults === 'function') return faults
  if (faults === null || typeof faults === 'string') return () => faults
  const queue = [...faults]
  return () => queue.shift() ?? null
}

export type Refusal = { status: number; body: string; type: 'application/json; charset=utf-8' | 'text/html' }

const refusal = (status: number, error: string): Refusal => ({
  status,
  body: JSON.stringify({ error }),
  type: 'application/json; charset=utf-8',
})

export const modelNotFound = (model: string) => refusal(404, `model '${model}' not found`)
export const serverBusy = () => refusal(503, 'server busy, please try again.  maximum pending requests exceeded')
export const overContext = () => refusal(400, 'the input length exceeds the context length')

/** The answer to a call that never gets a slot, or null. */
export function refusalOf(fault: Fault | null, { text }: FakeRequest): Refusal | null {
  if (fault === 'busy') return serverBusy()
  if (fault === 'over_context') return overContext()
  if (fault === 'out_of_memory') {
    const needed = 'model requires more system memory (8.0 GiB) than is available (4.1 GiB)'
    return refusal(500, `${needed}: ${text.slice(0, 60)}`)
  }
  if (fault === 'proxy') return { status: 502, body: '<html><body>Bad Gateway</body></html>', type: 'text/html' }
  return null
}
