import {
  type ASTVisitor,
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'
import { MAX_FIRST } from './connection.ts'

/** Values that one request may ask for at most, by the costs in the schema. A page of 100 postings with all their skills is 10,000. */
export const MAX_COST = 50_000
/** postings.edges.node.runs.interactions.conversation.model is 7. */
export const MAX_DEPTH = 10
export const MAX_ALIASES = 50

/** Items of a list that says nothing about its length. */
const ASSUMED_SIZE = 10

type Measure = { cost: number; depth: number }
const NOTHING: Measure = { cost: 0, depth: 0 }

/** Validation rule: refuses what asks for too much before anything is resolved. Introspection has graphql-js's own limit. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  let aliases = 0
  const fragments = new Map<string, Measure>()

  function measure(set: SelectionSetNode | undefined, parent: GraphQLCompositeType, pageSize: number): Measure {
    return (set?.selections ?? [])
      .map((selection): Measure => {
        if (selection.kind === 'Field') return measureField(selection, parent, pageSize)
        if (selection.kind === 'InlineFragment')
          return measure(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? parent, pageSize)
        return measureFragment(selection.name.value, parent, pageSize)
      })
      .reduce(add, NOTHING)
  }

  /** Measured once a size, so that fragments within fragments cost no more than their text; a cycle is refused by another rule. */
  function measureFragment(name: string, parent: GraphQLCompositeType, pageSize: number): Measure {
    const key = `${name} ${pageSize}`
    const known = fragments.get(key)
    if (known) return known
    fragments.set(key, NOTHING)
    const fragment = context.getFragment(name)
    const measured = measure(fragment?.selectionSet, typeNamed(fragment?.typeCondition.name.value) ?? parent, pageSize)
    fragments.set(key, measured)
    return measured
  }

  function measureField(node: FieldNode, parent: GraphQLCompositeType, pageSize: number): Measure {
    if (node.alias) aliases += 1
    if (node.name.value.startsWith('__')) return NOTHING
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
    const type = field && getNamedType(field.type)
    const list = field !== undefined && isList(field)
    const size =
      pageSizeOf(node, field) ?? (list ? (directive(field, 'listSize', 'assumed') ?? ASSUMED_SIZE) : pageSize)
    const items = list ? (isPage(parent) ? pageSize : size) : 1
    const inner =
      type && isCompositeType(type) ? measure(node.selectionSet, type, isPage(type) ? size : pageSize) : NOTHING
    return {
      cost: (field ? (directive(field, 'cost', 'weight') ?? 1) : 1) + items * inner.cost,
      depth: 1 + inner.depth,
    }
  }

  function typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : context.getSchema().getType(name)
    return isCompositeType(type) ? type : undefined
  }

  return {
    Document: {
      enter: ({ definitions }) => {
        for (const definition of definitions) {
          const root =
            definition.kind === 'OperationDefinition' && context.getSchema().getRootType(definition.operation)
          if (root) check(measure(definition.selectionSet, root, 1))
        }
        if (aliases > MAX_ALIASES) refuse(`The query has ${aliases} aliases, at most ${MAX_ALIASES} are allowed.`)
      },
    },
  }

  function check({ cost, depth }: Measure): void {
    if (cost > MAX_COST) {
      refuse(
        `The query asks for too much: it costs ${cost}, at most ${MAX_COST} is allowed. Ask for fewer items or fields.`,
      )
    }
    if (depth > MAX_DEPTH) refuse(`The query is ${depth} levels deep, at most ${MAX_DEPTH} are allowed.`)
  }

  function refuse(message: string): void {
    context.reportError(new GraphQLError(message))
  }
}

function add(one: Measure, other: Measure): Measure {
  return { cost: one.cost + other.cost, depth: Math.max(one.depth, other.depth) }
}

type AnyField = GraphQLField<unknown, unknown>

/** The length that `first` allows: a variable may be as long as any page, since the answer is cached for all its values. */
function pageSizeOf(node: FieldNode, field: AnyField | undefined): number | undefined {
  const declared = field?.args.find(({ name }) => name === 'first')
  if (!declared) return undefined
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value
  if (given === undefined) return Number(declared.defaultValue)
  return given.kind === 'IntValue' ? Math.max(1, Number(given.value)) : MAX_FIRST
}

function isPage(type: GraphQLCompositeType): boolean {
  return type.name.endsWith('Connection')
}

function isList({ type }: AnyField): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}

function directive({ astNode }: AnyField, name: string, argument: string): number | undefined {
  const used = astNode?.directives?.find((each) => each.name.value === name)
  const value = used?.arguments?.find((each) => each.name.value === argument)?.value
  return value?.kind === 'IntValue' ? Number(value.value) : undefined
}
