import { findUserByEmail, type User } from '../db/users.ts'
import { errors, WinnowError } from '../errors.ts'
import type { Services } from '../services.ts'

/** The address that was typed after --user. Throws MISSING_ARGUMENT, BAD_OPTION_VALUE. */
export function askedEmail(text: string | undefined, command: string): string {
  if (text === undefined) throw errors.missingArgument('--user EMAIL', command)
  if (!/^[^\s@]+@[^\s@]+$/.test(text.trim())) throw errors.badOptionValue('--user', 'a mail address')
  return text
}

/** The user of an address. Throws USER_NOT_FOUND. */
export async function askedUser({ database: { db } }: Services, email: string): Promise<User> {
  const user = await findUserByEmail(db, email)
  if (user) return user
  const fix = 'Say what the user looks for: winnow queries set --user EMAIL --title "A,B" --location "Berlin,Hamburg"'
  throw new WinnowError('USER_NOT_FOUND', errors.userNotFound(email).message, { fix })
}
