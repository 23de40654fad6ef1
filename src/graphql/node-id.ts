/** Types whose own id is a number: alone it would not be unique among all types, so their `id` says which they are. */
export const NUMBERED_TYPES = ['WorkflowRun', 'Interaction', 'Conversation', 'Source'] as const
export type NumberedType = (typeof NUMBERED_TYPES)[number]

const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i
/** Larger numbers are no bigint of the database. */
const NUMBER = /^\d{1,18}$/

export function nodeId(type: NumberedType, number: number): string {
  return `${type}:${number}`
}

export function isUuid(id: string): boolean {
  return UUID.test(id)
}

/** The number in a type's id, or the number itself as reports show it; undefined for anything else. */
export function numberOf(type: NumberedType, id: string): number | undefined {
  const number = id.startsWith(`${type}:`) ? id.slice(type.length + 1) : id
  return NUMBER.test(number) && Number.isSafeInteger(Number(number)) ? Number(number) : undefined
}
