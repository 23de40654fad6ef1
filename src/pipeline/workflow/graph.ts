import type { Step } from './definition.ts'

/** Where a token leads. `atMost` bounds how often `to` may run in one run; past it the way is `beyond`. */
export type Route =
  | { kind: 'to'; steps: readonly number[]; atMost?: number; beyond?: number }
  | { kind: 'done' }
  | { kind: 'complete'; outcome: 'invalid' | 'removed' }

export type Join = { members: readonly number[]; passes: string; whenAll: number; otherwise: number }

export type Workflow = {
  id: number
  name: string
  /** Changes with any step, slot, token or edge: runs record it. */
  version: string
  entry: number
  steps: ReadonlyMap<number, Step>
  /** In the order of the declaration, which is the order on the happy path. */
  order: readonly number[]
  routes: ReadonlyMap<number, ReadonlyMap<string, Route>>
  joins: readonly Join[]
}

// biome-ignore lint/suspicious/noExplicitAny: a graph holds steps of every slot and output type
type AnyStep = Step<any, any>
export type Part = { step?: AnyStep; steps: AnyStep[]; routes: [string, Route][]; join?: Join }

/** Starts the declaration of a step's ways out: `from(a).on('DONE').to(b).on('SKIP').done()`. */
export function from(step: AnyStep): PartBuilder {
  return builder({ step, steps: [step], routes: [] }, [])
}

/** Several steps that run side by side and meet: the way out depends on all their tokens. */
export function join(...members: AnyStep[]) {
  return {
    whenAll: (passes: string) => ({
      to: (whenAll: AnyStep) => ({
        otherwise: (otherwise: AnyStep): Part => ({
          steps: [...members, whenAll, otherwise],
          routes: [],
          join: { members: members.map(({ id }) => id), passes, whenAll: whenAll.id, otherwise: otherwise.id },
        }),
      }),
    }),
  }
}

export type PartBuilder = Part & {
  on(...tokens: string[]): PartBuilder
  to(...steps: AnyStep[]): PartBuilder
  /** At most `atMost` times in one run, past that `beyond`. */
  toAtMost(atMost: number, step: AnyStep, beyond: AnyStep): PartBuilder
  done(): PartBuilder
  complete(outcome: 'invalid' | 'removed'): PartBuilder
}

function builder(part: Part, tokens: string[]): PartBuilder {
  const route = (route: Route, steps: AnyStep[] = []) =>
    builder(
      {
        ...part,
        steps: [...part.steps, ...steps],
        routes: [...part.routes, ...tokens.map((token): [string, Route] => [token, route])],
      },
      [],
    )
  return {
    ...part,
    on: (...next) => builder(part, next),
    to: (...steps) => route({ kind: 'to', steps: steps.map(({ id }) => id) }, steps),
    toAtMost: (atMost, step, beyond) =>
      route({ kind: 'to', steps: [step.id], atMost, beyond: beyond.id }, [step, beyond]),
    done: () => route({ kind: 'done' }),
    complete: (outcome) => route({ kind: 'complete', outcome }),
  }
}
