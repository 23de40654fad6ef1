/**
 * Every error winnow reports: one constructor a meaning; each protocol has its own renderer. A new error is a line here and one in
 * error-table.ts. The message says what is wrong, the fix what to do; neither holds a secret or an exception's text.
 */
import { ERROR_TABLE, type ErrorCode } from './error-table.ts'

export { ERROR_TABLE, type ErrorCode }

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
  rowWithoutApplyUrl: () => fail('ROW_WITHOUT_APPLY_URL', 'The page gives no address to apply at.'),
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

  urlNotAllowed: (place: string | null, rule: string) =>
    fail('URL_NOT_ALLOWED', `${place === null ? 'The address' : quote(place)} is not fetched: ${rule}.`),
  fetchForbiddenByRobots: (host: string, why: string, extra?: Extra) =>
    fail('FETCH_FORBIDDEN_BY_ROBOTS', `${quote(host)} is not fetched: its robots.txt ${why}.`, extra),
  fetchFailed: (host: string, what: string, cause?: unknown) =>
    fail('FETCH_FAILED', `${quote(host)} ${what}.`, { cause }),
  fetchStatus: (host: string, status: number, extra?: Extra) =>
    fail('FETCH_STATUS', `${quote(host)} answered with status ${status}.`, extra),
  fetchTooLarge: (host: string, what: string) => fail('FETCH_TOO_LARGE', `${quote(host)} sent ${what}.`),
  renderingNotConfigured: () => fail('RENDERING_NOT_CONFIGURED', 'No Chromium is configured, so no page is rendered.'),

  sourceKindUnknown: (kind: string) => fail('SOURCE_KIND_UNKNOWN', `There is no kind of source ${quote(kind)}.`),
  sourceConfigInvalid: (name: string, pointers: Fault[]) =>
    fail('SOURCE_CONFIG_INVALID', `The settings of ${quote(name)} are wrong: ${listOf(pointers)}`, { pointers }),
  sourceNotCollected: (name: string) =>
    fail('SOURCE_NOT_COLLECTED', `Source ${quote(name)} has nothing that winnow could ask.`),
  sourcePaused: (name: string, why: string) => fail('SOURCE_PAUSED', `Source ${quote(name)} is paused: ${why}.`),
  sourceKeyMissing: (variable: string) => fail('SOURCE_KEY_MISSING', `The environment has no ${variable}.`),
  sourceKeyRefused: (host: string, status: number, cause?: unknown) =>
    fail('SOURCE_KEY_REFUSED', `${host} refuses the key with status ${status}.`, { cause }),
  /** `why` continues "The answer of HOST ..." and holds nothing of the answer but its kind. */
  sourceAnswerInvalid: (host: string, why: string, cause?: unknown) =>
    fail('SOURCE_ANSWER_INVALID', `The answer of ${host} ${why}.`, { cause }),
  quotaExhausted: (provider: string, unit: string, left: number, retryAfterSeconds?: number) =>
    fail(
      'QUOTA_EXHAUSTED',
      `The quota of ${provider} for this month has ${left} ${unit} left; the call could need more.`,
      {
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      },
    ),
  sweepRunning: (name: string) => fail('SWEEP_RUNNING', `Another process is reading source ${quote(name)}.`),
  removalRefused: (name: string, gone: number, open: number) =>
    fail('REMOVAL_REFUSED', `${gone} of ${open} open postings of ${quote(name)} would be removed at once.`),
  shadowNotReady: (failing: Fault[]) =>
    fail('SHADOW_NOT_READY', `Shadow is not ready for live:\n${listOf(failing)}`, { pointers: failing }),
  shadowActionNotFound: missing('SHADOW_ACTION_NOT_FOUND', 'promotion or discard'),

  conflict: (message: string, fix?: string) => fail('CONFLICT', message, fix ? { fix } : {}),
  batchRunning: (id: string) => fail('BATCH_RUNNING', `Batch ${id} is still running.`),
  alreadyFinished: (thing: string, state: string) => fail('ALREADY_FINISHED', `${thing} is already ${state}.`),
  idempotencyKeyReused: () => fail('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key came first with another body.'),
  idempotencyKeyInFlight: () =>
    fail('IDEMPOTENCY_KEY_IN_FLIGHT', 'The first request with this key has not ended.', { retryAfterSeconds: 1 }),

  storageDisabled: () => fail('STORAGE_DISABLED', 'Storage of extractions is off here.'),
  shadowModeEnforced: () =>
    fail('SHADOW_MODE_ENFORCED', 'Extractions go to the shadow table here; live postings are not written.'),

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
