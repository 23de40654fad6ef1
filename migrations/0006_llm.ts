/** What the LLM workflow adds: the host of a call, known slots of a prompt, batches without a limit on workers. */
export const up = `
alter table interactions add column if not exists host text;
-- Holds run numbers: see pipeline/workflow/scheduler/priority.ts.
alter table interactions alter column priority type bigint;
-- NULL: as many as there are slots.
alter table batches alter column workers drop not null;
alter table batches alter column workers drop default;

-- Slots that a prompt must show, each as {{name}}; NULL where no model can perform the step.
alter table conversations add column if not exists prompt_slots text[];

-- A template with an unknown slot would reach a model with a hole in it: it is refused whatever way the edit comes.
create or replace function conversations_check_prompt() returns trigger language plpgsql as $f$
declare
  used text[];
  unknown text[];
  missing text[];
begin
  if new.prompt_template is null or new.prompt_slots is null then return new; end if;
  select coalesce(array_agg(distinct hit[1]), '{}') into used
    from regexp_matches(new.prompt_template, '[{][{]([^{}]*)[}][}]', 'g') as hit;
  select array_agg(slot) into unknown from unnest(used) as slot where slot <> all (new.prompt_slots);
  select array_agg(slot) into missing from unnest(new.prompt_slots) as slot where slot <> all (used);
  if unknown is not null then
    raise exception 'prompt_template of conversation % has no slot {{%}}; known slots: %', new.conversation_id, unknown[1],
      array_to_string(new.prompt_slots, ', ') using errcode = 'check_violation';
  end if;
  if missing is not null then
    raise exception 'prompt_template of conversation % lacks {{%}}; every slot must appear: %', new.conversation_id, missing[1],
      array_to_string(new.prompt_slots, ', ') using errcode = 'check_violation';
  end if;
  return new;
end $f$;
create or replace trigger conversations_check before insert or update of prompt_template, prompt_slots on conversations
  for each row execute function conversations_check_prompt();
`
