const WIDTH = 80

/** A title with air above it. */
export function heading(text: string): string {
  return `\n${text}\n${'-'.repeat(Math.min(WIDTH, text.length))}`
}

/** What to open and type while the demo serves; `key` only when the demo made it. */
export function welcome(url: string, key: string | undefined): string {
  const shown = key ?? '$INTERNAL_API_KEY'
  const quoted = key === undefined ? `"X-Internal-Api-Key: ${shown}"` : `'X-Internal-Api-Key: ${shown}'`
  const header = `-H ${quoted}`
  return [
    heading('4. Served on this machine'),
    `  GraphiQL     ${url}/graphiql`,
    `  Swagger UI   ${url}/docs`,
    `  Metrics      ${url}/metrics`,
    key === undefined ? '  Key          the value of INTERNAL_API_KEY' : `  Key          ${key}`,
    ...(key === undefined ? [] : ['               (made for this run; set INTERNAL_API_KEY to keep one)']),
    '',
    'Try it:',
    `  curl ${header} \\`,
    `    '${url}/_internal/jobs?limit=2'`,
    '',
    'Commands in another terminal use this process, for example:',
    '  npm run --silent winnow -- completeness',
    '',
    'Ctrl-C stops.',
    '',
  ].join('\n')
}
