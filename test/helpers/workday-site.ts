/** A career site on Workday, as far as winnow asks it: a listing of 20 a page and a detail for each opening. */
import { type ReplayRequest, type Routes, replayServer } from './replay-server.ts'

type Teardown = { teardown(work: () => unknown): void }
export type SiteOptions = { tenant: string; site: string; openings: number }

/** `state.listed` says how many openings the site has from now on; while it is `broken` its listing answers in order, without any list. */
export async function workdaySite(t: Teardown, { tenant, site, openings }: SiteOptions) {
  const state = { listed: openings, broken: false }
  const root = `/wday/cxs/${tenant}/${site}`
  const routes: Routes = {
    [`POST ${root}/jobs`]: ({ body }: ReplayRequest) => {
      if (state.broken) return { body: { total: 0 } }
      const { offset, limit } = JSON.parse(body) as { offset: number; limit: number }
      const count = Math.max(0, Math.min(limit, state.listed - offset))
      const jobPostings = Array.from({ length: count }, (_, index) => listed(offset + index))
      return { body: { total: offset === 0 ? state.listed : 0, jobPostings } }
    },
  }
  for (let number = 0; number < openings; number += 1)
    routes[`GET ${root}${pathOf(number)}`] = { body: detailOf(number) }
  const server = await replayServer(t, routes)
  return { ...server, state, details: () => server.asked.filter(({ method }) => method === 'GET').length }
}

const pathOf = (number: number) => `/job/Hamburg/Engineer-${number}_R${1000 + number}`

function listed(number: number) {
  return {
    title: `Engineer ${number}`,
    externalPath: pathOf(number),
    locationsText: 'Hamburg',
    postedOn: 'Posted Today',
    bulletFields: [`R${1000 + number}`],
  }
}

function detailOf(number: number) {
  return {
    jobPostingInfo: {
      title: `Engineer ${number}`,
      jobDescription: `<p>You keep machine ${number} of our harbour running, plan its repairs with a small team and write down what you learn, so that line ${number} never stands still for long.</p>`,
      location: 'Hamburg',
      country: { descriptor: 'Germany' },
      startDate: '2026-03-02',
      timeType: 'Full time',
      jobReqId: `R${1000 + number}`,
      externalUrl: `https://jobs.example/${number}`,
      hiringManager: { name: 'Ada Example' },
    },
    hiringOrganization: { name: 'Harbour Bank', url: '' },
  }
}
