/** What shadow to live needs: which table a staged row is for, who signed the checklist, and what a promotion or a discard took away. */
export const up = `
-- The table that a row was staged for. A row on trial is not due for live: only somebody who asks takes it there.
alter table postings_staging add column if not exists target text not null default 'live' check (target in ('live', 'shadow'));
-- When the row's posting was written to the shadow table; NULL again when the row comes anew.
alter table postings_staging add column if not exists shadowed_at timestamptz;
update postings_staging s set shadowed_at = p.last_seen_at, target = case when s.promoted_to_posting_id is null then 'shadow' else s.target end
from postings_shadow p
where s.shadowed_at is null and p.source_id = s.source_id and p.last_seen_at >= s.updated_at
  and (p.external_id = s.external_id or (p.external_id is null and 'hash:' || p.canonical_hash = s.external_id));

create table if not exists shadow_sign_offs (
  check_name text primary key check (check_name in ('rollback_tested', 'custom_mappings_documented')),
  signed_by text not null,
  note text,
  signed_at timestamptz not null default now()
);

-- One row a promotion or discard. A process that died leaves it open, with exactly what was committed.
create table if not exists shadow_actions (
  shadow_action_id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('promote', 'discard')),
  source text,
  forced boolean not null default false,
  requested_by text not null,
  state text not null default 'open' check (state in ('open', 'ended', 'undoing', 'undone', 'expired')),
  counts jsonb not null default '{}',
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  undone_by text,
  undone_at timestamptz
);
create index if not exists shadow_actions_created on shadow_actions (created_at);

-- What undoing needs, one row a posting, until the retention or the undo: the shadow row, and what stood in the live one.
create table if not exists shadow_action_rows (
  shadow_action_id uuid not null references shadow_actions (shadow_action_id) on delete cascade,
  shadow_posting_id bigint not null,
  shadow jsonb not null,
  -- NULL for a discard; else what became of the live posting.
  action text check (action in ('inserted', 'updated', 'unchanged', 'restored')),
  posting_id bigint,
  -- Columns of the live posting that the promotion changed, as they were; NULL when there was none.
  before jsonb,
  after_version int,
  after_seen_at timestamptz,
  staging jsonb,
  created_at timestamptz not null default now(),
  primary key (shadow_action_id, shadow_posting_id)
);
`
