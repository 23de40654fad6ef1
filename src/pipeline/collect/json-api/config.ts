import Type, { type Static } from 'typebox'
import { CollectedColumns } from '../collected-record.ts'
import { PATH_PATTERN } from './path.ts'

const closed = { additionalProperties: false } as const
const optional = Type.Optional

const Path = Type.String({ pattern: PATH_PATTERN, maxLength: 300 })
const Parameter = Type.String({ pattern: '^[\\w.[\\]-]+$' })
const Web = Type.String({ pattern: '^https?://' })

/** A value that only the environment knows. */
const Secret = Type.Object(
  { env: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }), prefix: optional(Type.String()) },
  closed,
)
const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean()])
/** These carry keys: they are never written into the settings. */
const KeyHeaders = Type.Object(
  Object.fromEntries(
    ['authorization', 'Authorization', 'cookie', 'Cookie', 'x-api-key', 'X-API-Key', 'X-Api-Key', 'api-key'].map(
      (name) => [name, optional(Secret)],
    ),
  ),
)

/** Where a field comes from: a path, a path whose words are translated, several texts, the same for all, or a text with {paths}. */
export const Source = Type.Union([
  Path,
  Type.Object(
    {
      path: Path,
      words: optional(Type.Record(Type.String(), Type.String())),
      /** Of a date in numbers: seconds since 1970 instead of milliseconds. */
      unit: optional(Type.Literal('seconds')),
    },
    closed,
  ),
  Type.Object({ paths: Type.Array(Path, { minItems: 1, maxItems: 20 }) }, closed),
  Type.Object({ value: Type.Union([Value, Type.Array(Type.String())]) }, closed),
  Type.Object({ template: Type.String({ minLength: 1, maxLength: 1_000 }) }, closed),
])
export type Source = Static<typeof Source>

const Paging = Type.Union([
  Type.Object(
    {
      by: Type.Literal('page'),
      parameter: Parameter,
      first: optional(Type.Integer({ minimum: 0 })),
      size: optional(Type.Integer({ minimum: 1 })),
      size_parameter: optional(Parameter),
    },
    closed,
  ),
  Type.Object(
    {
      by: Type.Literal('offset'),
      parameter: Parameter,
      size: Type.Integer({ minimum: 1 }),
      size_parameter: optional(Parameter),
    },
    closed,
  ),
  Type.Object({ by: Type.Literal('cursor'), parameter: Parameter, path: Path }, closed),
  Type.Object({ by: Type.Literal('next'), path: Path }, closed),
])
export type Paging = Static<typeof Paging>

const field = optional(Source)

export const JsonApiConfig = Type.Object(
  {
    url: Web,
    listing: optional(
      Type.Union([Type.Literal('whole'), Type.Literal('part')], {
        description: 'whole: a sweep to the end sees every open posting, so that others are gone',
      }),
    ),
    method: optional(Type.Union([Type.Literal('GET'), Type.Literal('POST')])),
    headers: optional(
      Type.Unsafe<{ [name: string]: string | SecretValue }>(
        Type.Intersect([Type.Record(Type.String(), Type.Union([Type.String(), Secret])), KeyHeaders]),
      ),
    ),
    query: optional(Type.Record(Type.String(), Type.Union([Value, Secret]))),
    /** Of a POST; a parameter of the paging goes into it. */
    body: optional(Type.Record(Type.String(), Type.Unknown())),
    /** The list of openings; left out where the answer itself is the list. */
    items: optional(Path),
    /** How many openings the whole listing has. */
    total: optional(Path),
    paging: optional(Paging),
    detail: optional(
      Type.Object({ url: Type.String({ minLength: 1, maxLength: 1_000 }), path: optional(Path) }, closed),
    ),
    /** Fields of an item that are not kept. Those that name people never are. */
    drop: optional(Type.Array(Type.String())),
    fields: Type.Object(
      {
        job_title: Source,
        job_description: Source,
        external_job_id: field,
        company_name: field,
        location: field,
        external_url: field,
        apply_url: field,
        posted_on: field,
        deadline: field,
        salary_range: field,
        employment_type: field,
      },
      closed,
    ),
    /** Places that the source splits: `items` is their list, or left out where the opening has one; the others are paths in it. */
    places: optional(
      Type.Object(
        {
          items: optional(Path),
          raw: optional(Path),
          city: optional(Path),
          region: optional(Path),
          country: optional(Path),
        },
        closed,
      ),
    ),
    salary: optional(Type.Object({ min: field, max: field, currency: field, unit: field, raw: field }, closed)),
    columns: optional(
      Type.Object(Object.fromEntries(Object.keys(CollectedColumns.properties).map((name) => [name, field])), closed),
    ),
  },
  closed,
)
export type JsonApiConfig = Static<typeof JsonApiConfig>
export type SecretValue = Static<typeof Secret>
