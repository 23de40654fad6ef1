import { createTicketAsk } from '../asks/create-ticket.ts'
import { writeTicket } from '../builtin/summary/write-ticket.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Ticket } from '../records.ts'
import { currentSummary, openComplaints } from '../summary-slots.ts'

/** Hands a summary that could not be mended to a person (seed conversation 3340). */
export const createTicket = step({
  id: 3340,
  name: 'session_f_create_ticket',
  model: 'qwen2.5:7b',
  needs: { posting: posting.text, summary: currentSummary, complaints: openComplaints },
  yields: Ticket,
  tokens: ['DONE'],
  builtin: ({ posting, summary, complaints }) => writeTicket(posting, summary, complaints),
  asks: createTicketAsk,
  decides: () => 'DONE',
  saves: (ticket) => ({ ticket }),
})
