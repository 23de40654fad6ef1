/**
 * Collects what the resolvers of one level ask for and loads it in one go: the N+1 of GraphQL becomes 1. Mercurius has loaders of its
 * own, which tell requests apart by the whole parent object; here that would serialise every interaction's output.
 */
export function createBatcher<Request, Value>(
  load: (requests: Request[]) => Promise<(request: Request) => Value>,
): (request: Request) => Promise<Value> {
  let batch: { requests: Request[]; loaded: Promise<(request: Request) => Value> } | undefined
  return async (request) => {
    batch ??= open()
    batch.requests.push(request)
    const find = await batch.loaded
    return find(request)
  }

  function open() {
    const requests: Request[] = []
    // After the microtasks: until then every resolver of the level has asked.
    const loaded = new Promise<void>((resolve) => process.nextTick(resolve)).then(() => {
      batch = undefined
      return load(requests)
    })
    return { requests, loaded }
  }
}
