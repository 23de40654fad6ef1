/** What trials need: what was asked of an operation and who performs it, and conversations that change only after a trial. */
export const up = `
alter table operations add column if not exists input jsonb;
alter table operations add column if not exists owner text;
alter table conversations add column if not exists requires_trial boolean not null default false;
`
