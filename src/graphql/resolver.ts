import type { GraphQLResolveInfo } from 'graphql'
import type { CursorCodec } from '../db/cursor.ts'
import type { Loaders } from './loaders.ts'
import type { Services } from './services.ts'

export type Scope = 'read' | 'trigger' | 'admin'

/** What every resolver of one request is handed. */
export type Context = {
  services: Services
  cursors: CursorCodec
  loaders: Loaders
  caller: { name: string; scope: Scope }
  requestId: string
}

export type Resolver<Parent, Arguments, Result> = (
  parent: Parent,
  args: Arguments,
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<Result>

/** Resolvers of one type's fields that are more than a property of its row. */
export type FieldResolvers<Parent, Type> = {
  [Field in keyof Type]?: (parent: Parent, args: never, context: Context, info: GraphQLResolveInfo) => unknown
}
