import { errors } from '../../errors.ts'
import { camelRow } from '../camel.ts'
import { mutation } from '../mutation.ts'
import type {
  Mutation,
  MutationDiscardShadowArguments,
  MutationPromoteShadowArguments,
  MutationSignShadowCheckArguments,
  MutationUndoShadowArguments,
  Query,
} from '../schema.generated.ts'

const LONGEST_NOTE = 500

export const shadowReport: Query['shadowReport'] = async (_, { source }, { services }) => {
  const { counts, sources, actions, ...report } = await services.shadow.report(source ?? null)
  return {
    ...report,
    counts: camelRow(counts),
    sources: sources.map(({ fields, ...one }) => ({
      ...camelRow(one),
      fields: fields.map(({ examples, ...field }) => ({ ...camelRow(field), examples: examples.map(camelRow) })),
    })),
    actions: actions.map(({ shadow_action_id, ...action }) => ({ actionId: shadow_action_id, ...camelRow(action) })),
  }
}

export const promoteShadow: Mutation['promoteShadow'] = mutation(
  'admin',
  { actionId: null, counts: null, reasons: null, remaining: null, failing: [] },
  async ({ input: { force, dryRun, ...scope } }: MutationPromoteShadowArguments, { services, caller }) => {
    const request = { source: scopeOf(scope), force: force === true, dryRun: dryRun === true, by: caller.name }
    const { action_id, reasons, remaining, failing, ...counts } = await services.shadow.promote(request)
    return { actionId: action_id, counts, reasons, remaining, failing }
  },
)

export const discardShadow: Mutation['discardShadow'] = mutation(
  'admin',
  { actionId: null, discarded: 0, remaining: null },
  async ({ input: { dryRun, ...scope } }: MutationDiscardShadowArguments, { services, caller }) => {
    const done = await services.shadow.discard({
      source: scopeOf(scope),
      dryRun: dryRun === true,
      by: caller.name,
    })
    return { actionId: done.action_id, discarded: done.discarded, remaining: done.remaining }
  },
)

export const undoShadow: Mutation['undoShadow'] = mutation(
  'admin',
  { kind: null, postings: 0, undone: 0, skipped: {}, complete: false },
  async ({ actionId }: MutationUndoShadowArguments, { services, caller }) => {
    const { action_id: _known, ...done } = await services.shadow.undo({ id: actionId, by: caller.name })
    return done
  },
)

export const signShadowCheck: Mutation['signShadowCheck'] = mutation(
  'admin',
  { signed: false },
  async ({ input: { check, note, unsign } }: MutationSignShadowCheckArguments, { services, caller }) => {
    const text = note?.trim() || null
    if (text !== null && text.length > LONGEST_NOTE)
      throw errors.validation([{ pointer: 'input.note', message: `must have at most ${LONGEST_NOTE} characters` }])
    if (unsign && text !== null)
      throw errors.validation([{ pointer: 'input.note', message: 'cannot be combined with unsign' }])
    if (unsign) await services.shadow.unsign({ check, by: caller.name })
    else await services.shadow.sign({ check, note: text, by: caller.name })
    return { signed: !unsign }
  },
)

/** "All" is never the default of a change. */
function scopeOf({ source, all }: { source?: string | null | undefined; all?: boolean | null | undefined }) {
  if ((all === true) !== (source === null || source === undefined))
    throw errors.validation([{ pointer: 'input.source', message: 'or all: true must be given, and not both' }])
  return source ?? null
}
