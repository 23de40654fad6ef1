/**
 * How long a model stays loaded after its last call. The same for every call: Ollama takes the last one's, and a shorter one in between
 * would unload a model that more work is waiting for.
 */
export const KEEP_ALIVE = '30m'
