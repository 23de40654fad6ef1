import { hash } from 'node:crypto'
import type { RunContext, Step } from './definition.ts'

/** What a step was given: each slot with its producer and the hash of its value. */
export type SlotLineage = Record<string, { producer: string; hash: string }>

/** The values of a step's slots, noted in `slots` as they are read. Throws when one is empty: a hollow step is never performed. */
export function readSlots(
  step: Step,
  context: RunContext,
  slots: SlotLineage,
  hashes: Hashes,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(step.needs).map(([slot, producer]) => {
      const value = producer.read(context)
      if (value === undefined || value === null || value === '')
        throw new TypeError(`slot "${slot}" (${producer.name}) is empty`)
      slots[slot] = {
        producer: producer.name,
        hash: producer.steps.length === 0 ? context.posting.content_hash : hashOf(value, hashes),
      }
      return [slot, value]
    }),
  )
}

/** Hashes of the values that the steps of one run have read: several read the same output, which never changes. */
export type Hashes = Map<unknown, string>

function hashOf(value: unknown, hashes: Hashes): string {
  const known = hashes.get(value)
  if (known !== undefined) return known
  const made = hash('md5', JSON.stringify(value), 'hex')
  hashes.set(value, made)
  return made
}
