/**
 * Every error winnow reports: one table of stable codes, one constructor a meaning; each protocol has its own renderer. A new error is
 * a line in each of the two tables. The message says what is wrong, the fix what to do; neither holds a secret or an exception's text.
 */

/** code: [HTTP status, fix]. The title is the code in words. Codes are part of the interface: never renamed, never reused. */
export const ERROR_TABLE = {
  INTERNAL: [500, 'Try again; if it stays, report the request id: the log has the reason.'],
  CONFIG_INVALID: [500, 'Correct these variables in the environment or in .env, then start again.'],
  PORT_IN_USE: [500, 'Stop that program or set PORT to a free port.'],
  DATABASE_UNREACHABLE: [503, 'Check DATABASE_URL and that the server runs; unset it to use the embedded database.'],
  DATABASE_TOO_OLD: [500, 'Upgrade the server to PostgreSQL 15 or newer, or point DATABASE_URL at such a one.'],
  DATABASE_BUSY: [503, 'Try again in a few seconds; check that PostgreSQL runs and has connections left.'],
  DATA_FOLDER_LOCKED: [500, 'Stop the holder, set another DATA_DIR, or set DATABASE_URL to serve several processes.'],
  DATA_FOLDER_UNREADABLE: [500, 'Restore a backup or set another DATA_DIR; remove the folder only if unneeded.'],
  SCHEMA_MISMATCH: [500, 'Change both tables alike: a column added by hand to one must be added to the other.'],
  MIGRATION_REFUSED: [409, 'Wait for the batch or pause it, or run "winnow migrate --force".'],
  NESTED_QUERY: [500, 'Use the transaction that the callback receives, or query before or after it.'],

  UNKNOWN_SOURCE: [404, 'Add it with "winnow sources add"; "winnow sources list" shows the names.'],
  MALFORMED_JSON_LINE: [422, 'Write one JSON object a line, in UTF-8, without line breaks inside it.'],
  LINE_NOT_AN_OBJECT: [422, 'Write one JSON object a line, such as {"job_title": "..."}.'],
  ROW_WITHOUT_TITLE: [422, 'Give job_title as text.'],
  NO_USABLE_DESCRIPTION: [422, 'Give job_description as text of at least 100 characters.'],
  DESCRIPTION_TOO_LONG: [422, 'Cut it, or check that one row does not hold a whole page.'],
  DUPLICATE_ROW: [422, 'Give every posting its own external_job_id.'],
  POSTING_HELD: [409, 'Restore the posting first; an import never undoes a deletion with hold.'],
  LINE_TOO_LONG: [422, 'Split it, or check that the file has line breaks.'],
  ROW_NOT_STORED: [422, 'See its failed_inserts row for the reason, correct it, then replay.'],

  API_KEY_NOT_CONFIGURED: [503, 'Set INTERNAL_API_KEY in the environment or in .env and restart.'],
  API_KEY_INVALID: [401, 'Send a valid key in the header X-Internal-Api-Key.'],
  API_KEY_LACKS_SCOPE: [403, 'Use a key with that scope: "winnow apikey create".'],

  VALIDATION: [422, 'Correct what the pointers name; /docs describes every parameter.'],
  MALFORMED_BODY: [400, 'Send JSON in UTF-8 with Content-Type: application/json.'],
  BAD_REQUEST: [400, 'See /docs for the form of a request.'],
  BAD_CURSOR: [422, 'Send the last cursor unchanged with the same filters, or start without one.'],
  ROUTE_NOT_FOUND: [404, 'See /docs or /openapi.json for the addresses.'],
  JOB_NOT_FOUND: [404, 'Take the id from GET /_internal/jobs; shadow_mode=true looks in the shadow table.'],
  OPERATION_NOT_FOUND: [404, 'Take the id from GET /_internal/operations.'],
  BATCH_NOT_FOUND: [404, 'Take the id from GET /_internal/operations.'],
  RUN_NOT_FOUND: [404, 'Take the id from the batch or the posting.'],
  CONVERSATION_NOT_FOUND: [404, 'Take the id from GET /_internal/conversations.'],
  USER_NOT_FOUND: [404, 'Take the id from the answer that created the user.'],
  MATCH_NOT_FOUND: [404, 'Take the id from GET /_internal/users/{id}/matches.'],
  TICKET_NOT_FOUND: [404, 'Take the id from GET /_internal/tickets.'],
  INCIDENT_NOT_FOUND: [404, 'Take the id from GET /_internal/incidents.'],
  API_KEY_NOT_FOUND: [404, 'Take the id from the middle of the key: wk_<id>_<secret>.'],
  METHOD_NOT_ALLOWED: [405, 'Use one of the methods in the Allow header.'],
  NOT_ACCEPTABLE: [406, 'Ask for one of the available types.'],
  REQUEST_TIMEOUT: [408, 'Send headers and body without long pauses.'],
  PAYLOAD_TOO_LARGE: [413, 'Send less at once.'],
  URI_TOO_LONG: [414, 'Shorten the address; ids have 36 characters.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Set Content-Type to what the body is and the address takes.'],
  RATE_LIMITED: [429, 'Wait as long as Retry-After says; the RateLimit header tells what is left.'],
  HEADERS_TOO_LARGE: [431, 'Send fewer or shorter headers.'],
  UNAVAILABLE: [503, 'Try again after as long as Retry-After says.'],

  WORKFLOW_INVALID: [500, 'Correct the named steps or routes in src/pipeline/workflow.'],
  NOTHING_TO_RESUME: [409, 'Start a batch with "winnow batch --max-jobs N".'],
  NOTHING_TO_RETRY: [409, 'Start a new batch: postings without a completed run are due.'],
  NOTHING_TO_ROLL_BACK: [409, 'See the reasons; what later runs wrote is taken back with their own batches.'],
  NOTHING_TO_UNDO: [409, 'See the reasons; start a new batch to process the postings again.'],
  CONVERSATION_NOT_REACHED: [409, 'Replay from one of the conversations that the run reached.'],

  LLM_NOT_CONFIGURED: [409, 'Set OLLAMA_HOST or OLLAMA_HOSTS and restart.'],
  TRIAL_REQUIRED: [409, 'Run "winnow trial" with the same model and prompt, then name its operation.'],
  LLM_UNREACHABLE: [503, 'Start Ollama there or correct OLLAMA_HOST; work waits and goes on by itself.'],
  LLM_BUSY: [503, 'Nothing to do: the call is repeated. Lower the slots in OLLAMA_HOSTS if it stays.'],
  LLM_FAILED: [502, 'See the log of Ollama; out of memory is cured by a smaller model, context or number of slots.'],
  LLM_TIMEOUT: [504, 'Raise timeout_seconds of the conversation, or choose a faster model.'],
  LLM_MODEL_MISSING: [503, 'Pull the model, or set another in the conversation.'],
  LLM_PROMPT_TOO_LONG: [422, 'Raise num_ctx of the conversation, or shorten the text.'],
  LLM_PROMPT_CUT: [422, 'Raise num_ctx of the conversation: the server cut the prompt, so its answer was discarded.'],
  LLM_ANSWER_CUT: [422, 'Raise max_tokens of the conversation: the answer did not end.'],
  LLM_ANSWER_INVALID: [422, 'See the answer in the trace of the run; choose a better model or prompt if it stays.'],
  LLM_ANSWER_UNFOUNDED: [422, 'See the answer in the trace of the run: nothing it claims stands in the posting.'],
  PROMPT_SLOT_UNKNOWN: [422, 'Use only the slots that the conversation has, each as {{name}}.'],
  PROMPT_SLOT_MISSING: [422, 'Keep every slot of the conversation in the template, each as {{name}}.'],
  PROMPT_SLOT_EMPTY: [500, 'Replay the run from the step that should have filled the slot.'],

  CONFLICT: [409, 'Read the present state, then decide again.'],
  BATCH_RUNNING: [409, 'Wait for it, cancel it, or resume it.'],
  ALREADY_FINISHED: [409, 'Start a new one.'],
  IDEMPOTENCY_KEY_REUSED: [422, 'Use a new key for a new request.'],
  IDEMPOTENCY_KEY_IN_FLIGHT: [409, 'Ask again in a moment.'],

  UNKNOWN_COMMAND: [400, 'See "winnow --help".'],
  UNKNOWN_OPTION: [400, 'See the command with --help.'],
  BAD_OPTION_VALUE: [400, 'Correct the value; see the command with --help.'],
  MISSING_ARGUMENT: [400, 'See the command with --help.'],
  SQL_FAILED: [400, 'Correct the statement.'],
  FILE_UNREADABLE: [400, 'Check the path and its permissions.'],
} as const satisfies Record<string, readonly [status: number, fix: string]>

export type ErrorCode = keyof typeof ERROR_TABLE

/** One fault of the input: `pointer` is a JSON pointer into the body, or the name of a parameter, header or variable. */
export type Fault = { pointer: string; message: string }

type Extra = { fix?: string; pointers?: Fault[]; retryAfterSeconds?: number; cause?: unknown }

/** The one error class. `message` and `fix` may be shown to anybody; `cause` goes to the log only. */
export class WinnowError extends Error {
  override readonly name = 'WinnowError'
  readonly code: ErrorCode
  readonly status: number
  readonly fix: string
  readonly pointers: Fault[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, message: string, extra: Extra = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause })
    const [status, fix] = ERROR_TABLE[code]
    this.code = code
    this.status = status
    this.fix = extra.fix ?? fix
    this.pointers = extra.pointers
    this.retryAfterSeconds = extra.retryAfterSeconds
  }
}

const fail = (code: ErrorCode, message: string, extra?: Extra) => new WinnowError(code, message, extra)

/** What a stranger sent is cut, so that an answer never grows with it. */
const quote = (value: unknown) => `"${String(value).slice(0, 100)}"`

const missing = (code: ErrorCode, thing: string) => (id: unknown) => fail(code, `There is no ${thing} ${quote(id)}.`)

const nothing = (code: ErrorCode, done: string) => (batch: string, skipped: object) =>
  fail(code, `Nothing of batch ${batch} can be ${done}; skipped: ${JSON.stringify(skipped)}.`)

export const errors = {
  internal: (cause?: unknown) => fail('INTERNAL', 'winnow failed to answer; the fault is its own.', { cause }),
  configInvalid: (pointers: Fault[]) => fail('CONFIG_INVALID', listOf(pointers), { pointers }),
  portInUse: (host: string, port: number) => fail('PORT_IN_USE', `Another program listens on ${host}:${port}.`),
  databaseUnreachable: (place: string, cause?: unknown) =>
    fail('DATABASE_UNREACHABLE', `No PostgreSQL answers at ${place}.`, { cause, retryAfterSeconds: 5 }),
  databaseTooOld: (major: number) => fail('DATABASE_TOO_OLD', `The server is PostgreSQL ${major}.`),
  databaseBusy: (cause?: unknown) =>
    fail('DATABASE_BUSY', 'The database gave no connection or closed it.', { cause, retryAfterSeconds: 5 }),
  dataFolderLocked: (folder: string, holder: string) => fail('DATA_FOLDER_LOCKED', `${folder} is held by ${holder}.`),
  dataFolderUnreadable: (folder: string, cause?: unknown) =>
    fail('DATA_FOLDER_UNREADABLE', `${folder} is half-written, damaged or something else than a database.`, { cause }),
  schemaMismatch: (columns: string[]) =>
    fail('SCHEMA_MISMATCH', `postings and postings_shadow differ in: ${columns.join(', ')}.`),
  migrationRefused: (id: string) => fail('MIGRATION_REFUSED', `Batch ${id} is running; migrating could break it.`),
  nestedQuery: () =>
    fail('NESTED_QUERY', 'Code inside a transaction queried outside it; embedded, that would wait for ever.'),

  unknownSource: (name: string) => fail('UNKNOWN_SOURCE', `There is no source ${quote(name)}.`),
  malformedJsonLine: (line: number) => fail('MALFORMED_JSON_LINE', `Line ${line} is not JSON.`),
  lineNotAnObject: (line: number) => fail('LINE_NOT_AN_OBJECT', `Line ${line} is JSON but not an object.`),
  rowWithoutTitle: () => fail('ROW_WITHOUT_TITLE', 'The row has no job_title.'),
  noUsableDescription: (why: string) => fail('NO_USABLE_DESCRIPTION', `The row has no usable job_description: ${why}.`),
  descriptionTooLong: (limit: number) =>
    fail('DESCRIPTION_TOO_LONG', `job_description is longer than ${limit} characters.`),
  duplicateRow: (id: string) =>
    fail('DUPLICATE_ROW', `external_job_id ${quote(id)} comes again in the same file; the last one was taken.`),
  postingHeld: (uid: string) => fail('POSTING_HELD', `Posting ${uid} was deleted with hold.`),
  lineTooLong: (line: number, limit: number) =>
    fail('LINE_TOO_LONG', `Line ${line} is longer than ${limit} characters.`),
  rowNotStored: (cause?: unknown) =>
    fail('ROW_NOT_STORED', 'The database refused the row; it is kept in failed_inserts.', { cause }),

  apiKeyNotConfigured: () =>
    fail('API_KEY_NOT_CONFIGURED', 'INTERNAL_API_KEY is not set, so the internal API is closed.'),
  apiKeyInvalid: () => fail('API_KEY_INVALID', 'The key is missing, wrong, expired or revoked.'),
  apiKeyLacksScope: (needed: string) => fail('API_KEY_LACKS_SCOPE', `The key lacks the scope "${needed}".`),

  validation: (faults: Fault[]) =>
    fail('VALIDATION', listOf(faults).slice(0, 1_000), { pointers: faults.slice(0, 20) }),
  malformedBody: () => fail('MALFORMED_BODY', 'The body is not valid JSON.'),
  badRequest: (message = 'The request cannot be read.') => fail('BAD_REQUEST', message),
  badCursor: (why: string) =>
    fail('BAD_CURSOR', `The cursor ${why}.`, { pointers: [{ pointer: 'cursor', message: why }] }),
  routeNotFound: () => fail('ROUTE_NOT_FOUND', 'Nothing answers at this address.'),
  jobNotFound: missing('JOB_NOT_FOUND', 'job'),
  operationNotFound: missing('OPERATION_NOT_FOUND', 'operation'),
  batchNotFound: missing('BATCH_NOT_FOUND', 'batch'),
  runNotFound: missing('RUN_NOT_FOUND', 'run'),
  conversationNotFound: missing('CONVERSATION_NOT_FOUND', 'conversation'),
  userNotFound: missing('USER_NOT_FOUND', 'user'),
  matchNotFound: missing('MATCH_NOT_FOUND', 'match'),
  ticketNotFound: missing('TICKET_NOT_FOUND', 'ticket'),
  incidentNotFound: missing('INCIDENT_NOT_FOUND', 'incident'),
  apiKeyNotFound: missing('API_KEY_NOT_FOUND', 'key'),
  methodNotAllowed: (allowed: string[]) => fail('METHOD_NOT_ALLOWED', `This address takes only ${allowed.join(', ')}.`),
  notAcceptable: (available: string[]) => fail('NOT_ACCEPTABLE', `Available here: ${available.join(', ')}.`),
  requestTimeout: () => fail('REQUEST_TIMEOUT', 'The request did not arrive in time.'),
  payloadTooLarge: (limitBytes?: number) =>
    fail('PAYLOAD_TOO_LARGE', limitBytes ? `The body is larger than ${limitBytes} bytes.` : 'The body is too large.'),
  uriTooLong: () => fail('URI_TOO_LONG', 'The address or one of its parameters is too long.'),
  unsupportedMediaType: (accepted: string[]) =>
    fail('UNSUPPORTED_MEDIA_TYPE', `The body must be ${accepted.join(' or ')}.`),
  rateLimited: (retryAfterSeconds: number) =>
    fail('RATE_LIMITED', 'This key has used up its requests for the moment.', { retryAfterSeconds }),
  headersTooLarge: () => fail('HEADERS_TOO_LARGE', 'The headers are too large.'),
  unavailable: (why: string, retryAfterSeconds = 5) =>
    fail('UNAVAILABLE', `winnow cannot answer now: ${why}.`, { retryAfterSeconds }),

  workflowInvalid: (id: number, faults: string[]) =>
    fail('WORKFLOW_INVALID', `Workflow ${id} is wired wrongly:\n${faults.join('\n')}`),
  nothingToResume: () => fail('NOTHING_TO_RESUME', 'There is no unfinished batch.'),
  nothingToRetry: nothing('NOTHING_TO_RETRY', 'carried on'),
  nothingToRollBack: nothing('NOTHING_TO_ROLL_BACK', 'taken back'),
  nothingToUndo: nothing('NOTHING_TO_UNDO', 'brought back'),
  conversationNotReached: (run: number, name: string, reached: readonly string[]) =>
    fail(
      'CONVERSATION_NOT_REACHED',
      `Run ${run} never reached ${quote(name)}. It reached: ${[reached].flat().join(', ')}.`,
    ),

  llmNotConfigured: () => fail('LLM_NOT_CONFIGURED', 'No Ollama is configured, so no model can be asked.'),
  trialRequired: (why: string) =>
    fail('TRIAL_REQUIRED', `This conversation changes its model or prompt only after a trial: ${why}.`),
  llmUnreachable: (host: string, cause?: unknown) =>
    fail('LLM_UNREACHABLE', `No Ollama answers at ${host}.`, { cause, retryAfterSeconds: 5 }),
  llmBusy: (host: string) =>
    fail('LLM_BUSY', `Ollama at ${host} has too many calls waiting.`, { retryAfterSeconds: 5 }),
  llmFailed: (host: string, status: number, cause?: unknown) =>
    fail('LLM_FAILED', `Ollama at ${host} failed with status ${status}.`, { cause }),
  llmBroken: (host: string, what: string) => fail('LLM_FAILED', `Ollama at ${host} ${what}.`),
  llmTimeout: (model: string, seconds: number) =>
    fail('LLM_TIMEOUT', `${model} did not answer within ${seconds} seconds.`),
  llmModelMissing: (model: string, host: string) =>
    fail('LLM_MODEL_MISSING', `Ollama at ${host} has no model ${quote(model)}.`, {
      fix: `Run "ollama pull ${model.slice(0, 100)}" there, or set another model in the conversation.`,
    }),
  llmPromptTooLong: (tokens: number, limit: number) =>
    fail('LLM_PROMPT_TOO_LONG', `The prompt has about ${tokens} tokens; ${limit} fit beside the answer.`),
  llmPromptRefused: (model: string, tokens: number) =>
    fail('LLM_PROMPT_TOO_LONG', `${quote(model)} refused a prompt of about ${tokens} tokens.`),
  llmPromptCut: (tokens: number) => fail('LLM_PROMPT_CUT', `Ollama read only ${tokens} tokens of the prompt.`),
  llmAnswerCut: (tokens: number) => fail('LLM_ANSWER_CUT', `The answer was cut off after ${tokens} tokens.`),
  llmAnswerInvalid: (why: string) => fail('LLM_ANSWER_INVALID', `The answer cannot be used: ${why.slice(0, 500)}.`),
  llmAnswerUnfounded: (why: string) => fail('LLM_ANSWER_UNFOUNDED', `The answer is not about this posting: ${why}.`),
  promptSlotUnknown: (slot: string, known: readonly string[]) =>
    fail('PROMPT_SLOT_UNKNOWN', `There is no slot ${quote(slot)}; known: ${known.join(', ')}.`),
  promptSlotMissing: (slots: readonly string[]) =>
    fail('PROMPT_SLOT_MISSING', `The template lacks ${slots.map((slot) => `{{${slot}}}`).join(', ')}.`),
  promptSlotEmpty: (slot: string) => fail('PROMPT_SLOT_EMPTY', `Slot ${quote(slot)} is empty.`),

  conflict: (message: string, fix?: string) => fail('CONFLICT', message, fix ? { fix } : {}),
  batchRunning: (id: string) => fail('BATCH_RUNNING', `Batch ${id} is still running.`),
  alreadyFinished: (thing: string, state: string) => fail('ALREADY_FINISHED', `${thing} is already ${state}.`),
  idempotencyKeyReused: () => fail('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key came first with another body.'),
  idempotencyKeyInFlight: () =>
    fail('IDEMPOTENCY_KEY_IN_FLIGHT', 'The first request with this key has not ended.', { retryAfterSeconds: 1 }),

  unknownCommand: (name: string) => fail('UNKNOWN_COMMAND', `There is no command ${quote(name)}.`),
  unknownOption: (name: string, command: string) =>
    fail('UNKNOWN_OPTION', `"winnow ${command}" has no option ${quote(name)}.`),
  badOptionValue: (option: string, expected: string) => fail('BAD_OPTION_VALUE', `${option} must be ${expected}.`),
  missingArgument: (name: string, command: string) => fail('MISSING_ARGUMENT', `"winnow ${command}" needs ${name}.`),
  fileUnreadable: (path: string, cause?: unknown) => fail('FILE_UNREADABLE', `${path} cannot be read.`, { cause }),
}

function listOf(faults: Fault[]): string {
  return faults.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n')
}

// PostgreSQL classes 08 (connection), 53 (out of resources), 57P (shut down), and Node's words for a lost or refused socket.
const CONNECTION_LOST = /^(08...|53...|57P0.|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/
const POOL_EXHAUSTED = /timeout exceeded when trying to connect|Connection terminated/

/** Any thrown value as a WinnowError: a lost database connection is DATABASE_BUSY, everything unknown INTERNAL with its cause. */
export function asWinnowError(error: unknown): WinnowError {
  if (error instanceof WinnowError) return error
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  const lost = CONNECTION_LOST.test(String(code)) || POOL_EXHAUSTED.test(String(message))
  return lost ? errors.databaseBusy(error) : errors.internal(error)
}
