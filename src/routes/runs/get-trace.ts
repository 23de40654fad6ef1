import Type from 'typebox'
import { readTrace } from '../../db/traces.ts'
import { errors } from '../../errors.ts'
import { traceMarkdown } from '../../pipeline/report/trace.ts'
import { traceHtml } from '../../pipeline/report/trace-html.ts'
import { endpoint, ok } from '../endpoint.ts'
import { preferredType } from '../preferred-type.ts'
import { envelope, nullable } from '../schemas.ts'
import { Run, RunParams, TracedStep, toRun, toStep } from './run.ts'

const TYPES = { json: 'application/json', markdown: 'text/markdown', html: 'text/html' } as const
type Format = keyof typeof TYPES
const FORMATS = Object.keys(TYPES) as Format[]

/** Everything a run did, as JSON, Markdown or one HTML page: `format` decides, else Accept. 406 when neither can be met. */
export const getTrace = endpoint({
  operation: 'runs.trace',
  method: 'GET',
  path: '/:id/trace',
  scope: 'read',
  summary: 'Trace of a run as JSON, Markdown or HTML',
  params: RunParams,
  query: Type.Object({
    format: Type.Optional(Type.Unsafe<Format>({ type: 'string', enum: FORMATS, description: 'Stronger than Accept' })),
  }),
  response: envelope(
    Type.Object({
      run: Run,
      interactions: Type.Array(TracedStep),
      description: nullable(Type.String({ description: 'The text that spans of evidence count in' })),
    }),
  ),
  alsoProduces: [TYPES.markdown, TYPES.html],
  errors: ['RUN_NOT_FOUND', 'NOT_ACCEPTABLE', 'DATABASE_BUSY'],
  async handle({ params: { id }, query, headers }, { database: { db } }) {
    const format =
      query.format ?? FORMATS.find((each) => TYPES[each] === preferredType(headers.accept, Object.values(TYPES)))
    if (!format) throw errors.notAcceptable(Object.values(TYPES))
    const trace = await readTrace(db, id)
    if (!trace) throw errors.runNotFound(id)
    const { run, interactions, description } = trace
    if (format === 'json') return ok({ run: toRun(run), interactions: interactions.map(toStep), description })
    return format === 'html'
      ? {
          text: traceHtml(trace),
          type: `${TYPES.html}; charset=utf-8`,
          headers: { 'content-security-policy': PAGE_POLICY },
        }
      : { text: traceMarkdown(trace), type: `${TYPES.markdown}; charset=utf-8` }
  },
})

/** The page brings its own style and nothing else; a posting's text in it must never run or load anything. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
