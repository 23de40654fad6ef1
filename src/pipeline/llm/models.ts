/** `qwen2.5` -> `qwen2.5:latest`: a name without a tag means the latest, and Ollama always lists the tag. */
export function fullName(model: string): string {
  // A registry's port also stands after a colon, but before the last slash.
  return /:[^/]+$/.test(model) ? model : `${model}:latest`
}

/** Whether a server that lists `models` can run `wanted`, with or without its tag. */
export function hasModel(models: readonly string[], wanted: string): boolean {
  return models.some((model) => fullName(model) === fullName(wanted))
}
