/** What estimates and live progress need: the newest calls of a conversation and model by an index, and an operation's time left. */
export const up = `
-- Only calls of models: builtin steps, which are most rows, pay nothing for it. It holds what statistics read, so that a thousand calls
-- are not a thousand pages.
create index if not exists interactions_calls on interactions (conversation_id, model_used, completed_at)
  include (started_at, load_ms, prompt_tokens, output_tokens)
  where status = 'completed' and model_used <> 'builtin';

alter table operations add column if not exists eta jsonb;
`
