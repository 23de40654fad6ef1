import type { GraphQLResolveInfo, SelectionNode } from 'graphql'

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>

/**
 * Names of the fields that the query selects below the field being resolved, following `path`; what @skip or @include may leave out
 * counts as selected.
 */
export function selectedFields({ fieldNodes, fragments }: Info, path: readonly string[] = []): Set<string> {
  let level: readonly SelectionNode[] = fieldNodes
  for (const step of [undefined, ...path]) level = below(level, step, fragments)
  const names = new Set<string>()
  for (const node of flatten(level, fragments)) names.add(node.name.value)
  return names
}

function below(
  level: readonly SelectionNode[],
  name: string | undefined,
  fragments: Info['fragments'],
): SelectionNode[] {
  return flatten(level, fragments)
    .filter((node) => name === undefined || node.name.value === name)
    .flatMap((node) => node.selectionSet?.selections ?? [])
}

function flatten(level: readonly SelectionNode[], fragments: Info['fragments']) {
  return level.flatMap((node): Extract<SelectionNode, { kind: 'Field' }>[] => {
    if (node.kind === 'Field') return [node as Extract<SelectionNode, { kind: 'Field' }>]
    const set = node.kind === 'InlineFragment' ? node.selectionSet : fragments[node.name.value]?.selectionSet
    return set ? flatten(set.selections, fragments) : []
  })
}
