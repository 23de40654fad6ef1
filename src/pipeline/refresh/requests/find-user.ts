import type { Query } from '../../../db/engine.ts'
import { findUserByEmail, findUserByUid, type User } from '../../../db/users.ts'
import { errors } from '../../../errors.ts'

/** The user of an id or an e-mail address. Throws USER_NOT_FOUND. */
export async function findUser(db: Query, idOrEmail: string): Promise<User> {
  const found = idOrEmail.includes('@') ? await findUserByEmail(db, idOrEmail) : await findUserByUid(db, idOrEmail)
  if (!found) throw errors.userNotFound(idOrEmail)
  return found
}
