/** Near-duplicates: how alike a posting is to the one that it repeats, the fingerprints that find them, and whose turn it is. */
const WATCHED = [
  ...['content_hash', 'canonical_hash', 'canonical_version', 'source_id', 'country_code', 'location_city'],
  ...['cities_derived', 'employment_type', 'invalidated', 'deleted_at'],
]
const watched = (row: 'old' | 'new') =>
  [
    ...WATCHED.map((column) => `${row}.${column}`),
    `${row}.posting_status in ('pending', 'active', 'complete')`,
    `${row}.posting_status = 'invalid'`,
  ].join(', ')

export const up = `
alter table postings add column if not exists duplicate_similarity real;
alter table postings_shadow add column if not exists duplicate_similarity real;
-- Links so far were made for one title at one address; from now on a link without a similarity is one that a person made.
update postings set duplicate_similarity = 1 where duplicate_of is not null and canonical_hash is not null and duplicate_similarity is null;
update postings_shadow set duplicate_similarity = 1
  where duplicate_of is not null and canonical_hash is not null and duplicate_similarity is null;

create table if not exists posting_fingerprints (
  posting_id bigint primary key references postings (posting_id) on delete cascade,
  version smallint not null,
  content_hash text,
  country_code text,
  cities text[] not null,
  signature bytea,
  bands int[] not null
);
-- Without a list of pending entries: the embedded database has nobody who would empty it.
create index if not exists posting_fingerprints_bands on posting_fingerprints using gin (bands) with (fastupdate = off);
create index if not exists posting_fingerprints_version on posting_fingerprints (version);

-- Postings that are to be compared with the others, whoever wrote them. Looking for them among all postings instead takes half a second a
-- minute at 100,000.
create table if not exists posting_comparisons_due (
  posting_id bigint primary key references postings (posting_id) on delete cascade
);
insert into posting_comparisons_due select posting_id from postings on conflict do nothing;

create or replace function postings_compare_inserted() returns trigger language plpgsql as $f$
begin
  insert into posting_comparisons_due select posting_id from new_rows on conflict do nothing;
  return null;
end $f$;
create or replace function postings_compare_again() returns trigger language plpgsql as $f$
begin
  insert into posting_comparisons_due values (new.posting_id) on conflict do nothing;
  return null;
end $f$;
create or replace trigger postings_compare_inserts after insert on postings
  referencing new table as new_rows for each statement execute function postings_compare_inserted();
-- A link whose original was deleted has lost its number but not its similarity.
create or replace trigger postings_compare_updates after update of ${WATCHED.join(', ')}, posting_status, duplicate_of
  on postings for each row when ((${watched('old')}) is distinct from (${watched('new')})
    or (old.duplicate_of is not null and new.duplicate_of is null and new.duplicate_similarity is not null))
  execute function postings_compare_again();
`
