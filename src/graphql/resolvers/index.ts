import type { Mutation, Query } from '../schema.generated.ts'
import * as batch from './batch.ts'
import { retryFailed, rollbackBatch, undoRollback } from './batch-control.ts'
import * as collection from './collection.ts'
import * as conversation from './conversation.ts'
import { extractPage } from './extraction.ts'
import * as figures from './figures.ts'
import * as interaction from './interaction.ts'
import { node } from './node.ts'
import * as operation from './operation.ts'
import * as posting from './posting.ts'
import { quota } from './quota.ts'
import * as reviewTicket from './review-ticket.ts'
import { replayRun, startRun } from './run.ts'
import { backfillStatus, searchQueries } from './search-query.ts'
import { discardShadow, promoteShadow, shadowReport, signShadowCheck, undoShadow } from './shadow.ts'
import * as skill from './skill.ts'
import * as source from './source.ts'
import { invalidatePostings, promoteStaging, restorePostings } from './store.ts'
import { trialConversation } from './trial.ts'
import * as workflowRun from './workflow-run.ts'

export const queries: Query = {
  node,
  postings: posting.postings,
  posting: posting.posting,
  shadowPostings: posting.shadowPostings,
  shadowReport,
  workflowRuns: workflowRun.workflowRuns,
  workflowRun: workflowRun.workflowRun,
  batches: batch.batches,
  operation: operation.operation,
  conversations: conversation.conversations,
  sources: source.sources,
  source: source.source,
  freshness: source.freshness,
  quota,
  searchQueries,
  backfillStatus,
  stagingInventory: figures.stagingInventory,
  completeness: figures.completeness,
  errorSummary: figures.errorSummary,
  interactionPerformance: figures.interactionPerformance,
  reviewTickets: reviewTicket.reviewTickets,
  statistics: figures.statistics,
  skills: skill.skills,
}

export const mutations: Mutation = {
  startBatch: batch.startBatch,
  cancelBatch: batch.cancelBatch,
  pauseBatch: batch.pauseBatch,
  resumeBatch: batch.resumeBatch,
  retryFailed,
  rollbackBatch,
  undoRollback,
  startRun,
  replayRun,
  trialConversation,
  updateConversation: conversation.updateConversation,
  invalidatePostings,
  restorePostings,
  promoteStaging,
  extractPage,
  promoteShadow,
  discardShadow,
  undoShadow,
  signShadowCheck,
  collectPostings: collection.collectPostings,
  runHourlyCollection: collection.runHourlyCollection,
  runDailyLoad: collection.runDailyLoad,
  backfillUser: collection.backfillUser,
  checkLiveness: collection.checkLiveness,
  pauseSource: source.pauseSource,
  resumeSource: source.resumeSource,
  cancelOperation: collection.cancelOperation,
  resolveTicket: reviewTicket.resolveTicket,
}

export const types = {
  Posting: posting.fields,
  Skill: skill.fields,
  WorkflowRun: workflowRun.fields,
  Interaction: interaction.fields,
  Operation: operation.fields,
  Batch: batch.fields,
  ReviewTicket: reviewTicket.fields,
  Source: source.fields,
}
