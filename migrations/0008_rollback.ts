/** What taking back needs: results as they stood before a run, marks of what was taken back, and where a replay took its steps from. */
export const up = `
alter table workflow_runs add column if not exists replay_of bigint references workflow_runs (workflow_run_id) on delete set null;
-- A run that was rolled back keeps its status as history, and no longer counts as having processed its posting.
alter table workflow_runs add column if not exists rolled_back_at timestamptz;
-- The interaction whose output a replay took over instead of performing the step again.
alter table interactions add column if not exists copied_from bigint;

-- One row a run, made in the statement that first writes results of that run: a posting's results are never overwritten without a copy.
create table if not exists result_revisions (
  workflow_run_id bigint primary key references workflow_runs (workflow_run_id) on delete cascade,
  -- Of the run's posting, with which the run goes: a second check at every save would say nothing new.
  posting_id bigint not null,
  content_hash text,
  before jsonb not null,
  -- What the rollback took away, for its undo; NULL while the run's results stand.
  after jsonb,
  rolled_back_at timestamptz,
  rolled_back_by text,
  reason text,
  created_at timestamptz not null default now()
);
create index if not exists result_revisions_posting on result_revisions (posting_id, workflow_run_id);
`
