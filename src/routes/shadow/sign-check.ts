import Type from 'typebox'
import { SIGNED_CHECKS } from '../../db/shadow/sign-offs.ts'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, text } from '../schemas.ts'

const Signed = Type.Unsafe<(typeof SIGNED_CHECKS)[number]>({
  type: 'string',
  enum: [...SIGNED_CHECKS],
  description: 'What no query can answer',
})

/** Signs a check of the safety checklist with the name of the caller's key, or takes a signature back. */
export const signCheck = endpoint({
  operation: 'shadow.sign',
  method: 'POST',
  path: '/sign',
  scope: 'admin',
  summary: 'Sign a check that only a person can vouch for',
  body: Type.Object({
    check: Signed,
    note: Type.Optional(text(500, 'What was done, or where it is written')),
    unsign: Type.Boolean({ default: false, description: 'Take the signature back' }),
  }),
  response: envelope(
    Type.Object({
      check: Signed,
      signed: Type.Boolean({ description: 'It is signed now' }),
      by: Type.String({ description: "Name of the caller's key" }),
    }),
  ),
  errors: ['DATABASE_BUSY'],
  async handle({ body: { check, note, unsign }, caller }, { shadow }) {
    const by = caller ?? 'unknown'
    if (unsign && note !== undefined)
      throw errors.validation([{ pointer: '/note', message: 'cannot be combined with unsign' }])
    if (unsign) await shadow.unsign({ check, by })
    else await shadow.sign({ check, note: note ?? null, by })
    return ok({ check, signed: !unsign, by })
  },
})
