import { errors } from '../errors.ts'

/** A parameter in UTC, as the database takes it. Leap seconds and far offsets are ISO 8601 too, but no instant here. */
export function instantOf(pointer: string, text: string): string
export function instantOf(pointer: string, text: string | undefined): string | undefined
export function instantOf(pointer: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const instant = new Date(text)
  const inRange = !Number.isNaN(instant.getTime()) && /^\d{4}-/.test(instant.toISOString())
  if (!inRange) throw errors.validation([{ pointer, message: 'must be an instant such as 2026-03-01T10:00:00Z' }])
  return instant.toISOString()
}
