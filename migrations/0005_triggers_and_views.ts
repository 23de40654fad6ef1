/** What the database keeps by itself: versions, changes and counts of postings, hand-written rows; the views of the earlier systems. */

/** One posting under every name that the job monitor's and the aid jobs' documents use. */
const jobsView = (name: string, table: string) => `
create or replace view ${name} as
  select posting_id as id, posting_uid as job_uid, canonical_hash, external_id, job_title as title, organization as company,
         organization as org_name, coalesce(location_raw, nullif(concat_ws(', ', location_city, location_region, location_country), '')) as location,
         location_raw, job_description as description, left(job_description, 500) as description_snippet, external_url as url, apply_url,
         deadline, posted_date, source, source_id, jsonb_build_object('requirements', ai_requirements_summary) || coalesce(raw_data, '{}') as raw_metadata,
         coalesce(posted_date::timestamptz, fetched_at, created_at) as fetched_at,
         salary_range as salary, employment_type, remote, organization_url, organization_logo, source_domain, source_type, raw_data,
         deadline as date_validthrough, created_at as discovered_date, updated_at as last_updated,
         locations_derived, cities_derived, regions_derived, counties_derived, countries_derived, timezones_derived, lats_derived, lngs_derived,
         ai_employment_type, ai_work_arrangement, ai_experience_level, ai_job_language, ai_visa_sponsorship, ai_work_arrangement_office_days,
         ai_working_hours, ai_key_skills, ai_keywords, ai_core_responsibilities, ai_requirements_summary, ai_education_requirements, ai_benefits,
         ai_salary_currency, ai_salary_unittext, ai_salary_minvalue, ai_salary_maxvalue, ai_salary_value, ai_taxonomies_a, ai_remote_location,
         ai_remote_location_derived, ai_competencies, posting_status as status, created_at
  from ${table} where deleted_at is null;
`

export const up = `
create or replace function postings_after_insert() returns trigger language plpgsql as $f$
begin
  insert into posting_changes (posting_uid, kind) select posting_uid, 'upsert' from new_rows order by posting_id;
  insert into posting_count_deltas (source_id, source, posting_status, delta)
    select source_id, source, posting_status, count(*) from new_rows group by 1, 2, 3;
  return null;
end $f$;

create or replace function postings_after_update() returns trigger language plpgsql as $f$
begin
  insert into posting_changes (posting_uid, kind)
    select n.posting_uid,
           case when n.deleted_at is null and not n.invalidated and n.posting_status in ('pending', 'active', 'complete') then 'upsert' else 'removal' end
    from new_rows n join old_rows o using (posting_id) where n.version <> o.version order by n.posting_id;
  insert into posting_count_deltas (source_id, source, posting_status, delta)
    select source_id, source, posting_status, sum(d) from (
      select n.source_id, n.source, n.posting_status, 1 as d from new_rows n join old_rows o using (posting_id)
        where (n.source_id, n.source, n.posting_status) is distinct from (o.source_id, o.source, o.posting_status)
      union all
      select o.source_id, o.source, o.posting_status, -1 from new_rows n join old_rows o using (posting_id)
        where (n.source_id, n.source, n.posting_status) is distinct from (o.source_id, o.source, o.posting_status)
    ) moved group by 1, 2, 3;
  return null;
end $f$;

create or replace function postings_after_delete() returns trigger language plpgsql as $f$
begin
  insert into posting_changes (posting_uid, kind) select posting_uid, 'removal' from old_rows order by posting_id;
  insert into posting_count_deltas (source_id, source, posting_status, delta)
    select source_id, source, posting_status, -count(*) from old_rows group by 1, 2, 3;
  return null;
end $f$;

-- Truncating is deleting: readers of the change stream must hear of it, and the counts start again.
create or replace function postings_before_truncate() returns trigger language plpgsql as $f$
begin
  insert into posting_changes (posting_uid, kind) select posting_uid, 'removal' from postings order by posting_id;
  delete from posting_count_deltas;
  return null;
end $f$;

create or replace function postings_bump_version() returns trigger language plpgsql as $f$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $f$;

-- A row typed by hand has no canonical_version. Where the source already has that posting, the staging row is marked and the insert skipped.
create or replace function postings_before_hand_insert() returns trigger language plpgsql as $f$
declare
  existing bigint;
begin
  select posting_id into existing from postings where source_id = new.source_id and external_id = new.external_id;
  if existing is null then
    return new;
  end if;
  update postings_staging set promoted_to_posting_id = existing, promoted_at = coalesce(promoted_at, now())
    where staging_id = new.created_by_staging_id and promoted_to_posting_id is null;
  return null;
end $f$;

create or replace function postings_after_hand_insert() returns trigger language plpgsql as $f$
begin
  update postings_staging set promoted_to_posting_id = new.posting_id, promoted_at = coalesce(promoted_at, now())
    where staging_id = new.created_by_staging_id and promoted_to_posting_id is null;
  return null;
end $f$;

create or replace trigger postings_count_inserts after insert on postings
  referencing new table as new_rows for each statement execute function postings_after_insert();
create or replace trigger postings_count_updates after update on postings
  referencing old table as old_rows new table as new_rows for each statement execute function postings_after_update();
create or replace trigger postings_count_deletes after delete on postings
  referencing old table as old_rows for each statement execute function postings_after_delete();
create or replace trigger postings_forget_counts before truncate on postings for each statement execute function postings_before_truncate();
-- Only what a reader sees is a new version: a touch of last_seen_at is not, nor an update that changes nothing.
create or replace trigger postings_version before update of
    posting_name, job_title, job_description, organization, location_raw, location_city, location_region,
    location_country, external_url, apply_url, posted_date, deadline, salary_range, salary_min, salary_max,
    employment_type, remote, ai_key_skills, ai_keywords, ai_work_arrangement, ai_experience_level,
    ai_employment_type, ai_job_language, ai_taxonomies_a, extracted_summary, skill_keywords, ihl_score, ihl_category,
    ihl_confidence, review_flag, posting_status, invalidated, deleted_at, duplicate_of
  on postings for each row when ((
    old.posting_name, old.job_title, old.job_description, old.organization, old.location_raw, old.location_city,
    old.location_region, old.location_country, old.external_url, old.apply_url, old.posted_date, old.deadline,
    old.salary_range, old.salary_min, old.salary_max, old.employment_type, old.remote, old.ai_key_skills,
    old.ai_keywords, old.ai_work_arrangement, old.ai_experience_level, old.ai_employment_type, old.ai_job_language,
    old.ai_taxonomies_a, old.extracted_summary, old.skill_keywords, old.ihl_score, old.ihl_category,
    old.ihl_confidence, old.review_flag, old.posting_status, old.invalidated, old.deleted_at, old.duplicate_of
  ) is distinct from (
    new.posting_name, new.job_title, new.job_description, new.organization, new.location_raw, new.location_city,
    new.location_region, new.location_country, new.external_url, new.apply_url, new.posted_date, new.deadline,
    new.salary_range, new.salary_min, new.salary_max, new.employment_type, new.remote, new.ai_key_skills,
    new.ai_keywords, new.ai_work_arrangement, new.ai_experience_level, new.ai_employment_type, new.ai_job_language,
    new.ai_taxonomies_a, new.extracted_summary, new.skill_keywords, new.ihl_score, new.ihl_category,
    new.ihl_confidence, new.review_flag, new.posting_status, new.invalidated, new.deleted_at, new.duplicate_of
  )) execute function postings_bump_version();
create or replace trigger postings_hand_insert_before before insert on postings
  for each row when (new.canonical_version is null and new.external_id is not null) execute function postings_before_hand_insert();
create or replace trigger postings_hand_insert_after after insert on postings
  for each row when (new.canonical_version is null and new.created_by_staging_id is not null) execute function postings_after_hand_insert();
${jobsView('jobs', 'postings')}
${jobsView('jobs_side', 'postings_shadow')}
`
