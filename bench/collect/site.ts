/** A career site on Workday as a process of its own, so that its memory and its work are not counted as winnow's. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Told from outside. `renamed`: every tenth opening has another title from now on. */
export type Order = 'renamed' | 'figures'
/** Since the last figures; `times`: when each request came, in milliseconds. */
export type Figures = { lists: number; details: number; times: number[] }
export type Answer = { base: string } | { figures: Figures }

const SENTENCES = [
  'You plan the weekly rota of the ward together with the head nurse and keep its records in order.',
  'Build interfaces between the ledger and the reporting platform in TypeScript and SQL.',
  'A degree in mechanical engineering or a comparable qualification is expected.',
  'We offer thirty days of leave, a pension plan and a ticket for the local transport.',
  'Three years of experience with relational databases are an advantage.',
  'Fluent German and good English are needed because our customers call from many countries.',
]
const PATH = /^\/wday\/cxs\/bench\/of(\d+)\/(?:(jobs)|job\/Hamburg\/Engineer_R(\d+))$/

let isRenamed = false
let figures = nothing()

function nothing(): Figures {
  return { lists: 0, details: 0, times: [] }
}

function titleOf(number: number): string {
  return isRenamed && number % 10 === 0 ? `Senior engineer ${number}` : `Engineer ${number}`
}

function listed(number: number) {
  const id = `R${number}`
  return {
    title: titleOf(number),
    externalPath: `/job/Hamburg/Engineer_${id}`,
    locationsText: 'Hamburg',
    bulletFields: [id],
  }
}

/** About 5,000 characters of text, no two alike. */
function detailOf(number: number) {
  const lines = Array.from(
    { length: 58 },
    (_, line) => `<li>${SENTENCES[(number * 7 + line * line) % SENTENCES.length]} (${number}.${line})</li>`,
  )
  return {
    jobPostingInfo: {
      title: titleOf(number),
      jobDescription: `<p>Team ${number % 40} of the harbour.</p><ul>${lines.join('')}</ul>`,
      location: 'Hamburg',
      country: { descriptor: 'Germany' },
      startDate: '2026-03-02',
      timeType: 'Full time',
      jobReqId: `R${number}`,
      externalUrl: `https://jobs.example/${number}`,
    },
    hiringOrganization: { name: 'Harbour Works', url: '' },
  }
}

/** The site `ofN` has N openings; like the real ones it says so on its first page only. */
function answer(path: string, body: string): unknown {
  const [, count, list, number] = PATH.exec(path) ?? []
  if (list === undefined) return number === undefined ? undefined : detailOf(Number(number))
  const { offset, limit } = JSON.parse(body) as { offset: number; limit: number }
  const length = Math.max(0, Math.min(limit, Number(count) - offset))
  return {
    total: offset === 0 ? Number(count) : 0,
    jobPostings: Array.from({ length }, (_, index) => listed(offset + index)),
  }
}

const server = createServer(async (request, response) => {
  figures.times.push(performance.now())
  if (request.method === 'POST') figures.lists += 1
  else figures.details += 1
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  const answered = answer(request.url ?? '', Buffer.concat(pieces).toString())
  response.writeHead(answered === undefined ? 404 : 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answered ?? {}))
})

const tell = (answer: Answer) => process.send?.(answer)
process.on('message', (order: Order) => {
  if (order === 'renamed') isRenamed = true
  else {
    tell({ figures })
    figures = nothing()
  }
})
process.on('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () => tell({ base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
