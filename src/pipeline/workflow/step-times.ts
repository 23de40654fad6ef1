import type { Query } from '../../db/engine.ts'
import { readStepStatistics, refreshStepStatistics } from '../../db/step-statistics.ts'
import { expectedShares } from './expected-shares.ts'
import { type ExpectedTimes, expectedTimes } from './expected-times.ts'
import { expectedVisits, type Shares } from './expected-visits.ts'
import type { Workflow } from './graph.ts'
import type { Models } from './models.ts'
import type { Branch } from './scheduler/work-list.ts'

/** What scheduling expects of steps and loads, from the newest record. Seconds are without loading. */
export type StepTimes = {
  expectedSeconds(conversation: number, model: string): number
  loadSeconds(model: string): number
  /** Families that one step of a conversation leads to, with the seconds expected for one step. */
  following(conversation: number, models: Models): readonly Branch[]
  /** Seconds of calls that one posting is expected to take, and of the loads of all its models. */
  posting(models: Models): { posting_seconds: number; load_seconds: number }
  /** Brings the record up to date and reads it. */
  refresh(models: Models): Promise<void>
}

/** Starts with the shipped table; `refresh` reads what was recorded. */
export function createStepTimes(db: Query, workflow: Workflow): StepTimes {
  let times: ExpectedTimes = expectedTimes([])
  let shares: Shares | undefined

  const secondsOf = (conversation: number, model: string) => times.call(conversation, model).seconds
  const visitsFrom = (entry: number) => (shares ? [...expectedVisits({ ...workflow, entry }, shares).values()] : [])

  return {
    expectedSeconds: secondsOf,
    loadSeconds: (model) => times.load(model),
    following: (conversation, models) => {
      const branch: { family: Branch[number]['family']; expected_seconds: number }[] = []
      for (const { step, visits } of visitsFrom(conversation).slice(1)) {
        const family = models.get(step)
        if (!family) continue
        const expected_seconds = visits * secondsOf(step, family.model)
        const last = branch.at(-1)
        if (last?.family.model === family.model) last.expected_seconds += expected_seconds
        else branch.push({ family, expected_seconds })
      }
      return branch.length > 0 ? [branch] : []
    },
    posting: (models) => {
      const calls = visitsFrom(workflow.entry).flatMap(({ step, visits }) => {
        const family = models.get(step)
        return family ? [visits * secondsOf(step, family.model)] : []
      })
      const names = new Set([...models.values()].map(({ model }) => model))
      return {
        posting_seconds: calls.reduce((sum, seconds) => sum + seconds, 0),
        load_seconds: [...names].reduce((sum, model) => sum + times.load(model), 0),
      }
    },
    refresh: async (models) => {
      await refreshStepStatistics(db)
      times = expectedTimes(await readStepStatistics(db))
      shares = await expectedShares(db, workflow, (step) => models.get(step)?.model ?? null)
    },
  }
}
