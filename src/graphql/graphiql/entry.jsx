/** The page's script, bundled by bundle.ts. Everything it needs is in the bundle: no other host is asked. */
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql'
import { useCallback, useState } from 'react'
import { createRoot } from 'react-dom/client'
import 'graphiql/style.css'
import './page.css'
import { EXAMPLES } from './examples.ts'

const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' }
globalThis.MonacoEnvironment = {
  getWorker: (_, label) =>
    new Worker(new URL(WORKERS[label] ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
}

/** The key is forgotten with the tab; other tabs never see it. */
const KEY = 'winnow.key'

function Examples() {
  const { addTab, updateActiveTabValues } = useGraphiQLActions()
  const queryEditor = useGraphiQL((state) => state.queryEditor)
  const variableEditor = useGraphiQL((state) => state.variableEditor)
  const open = ({ query, variables }) => {
    const text = variables ? JSON.stringify(variables, null, 2) : ''
    if (queryEditor?.getValue().trim()) addTab()
    queryEditor?.setValue(query)
    variableEditor?.setValue(text)
    updateActiveTabValues({ query, variables: text })
  }
  return (
    <section className="winnow-examples">
      <h2>Examples</h2>
      {EXAMPLES.map((example) => (
        <button type="button" key={example.title} onClick={() => open(example)}>
          <strong>{example.title}</strong>
          <span>{example.about}</span>
        </button>
      ))}
    </section>
  )
}

function ExamplesIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.6.5 1 1.2 1 2V16h5v-.1c0-.8.4-1.5 1-2A6 6 0 0 0 12 3Z" />
    </svg>
  )
}

const EXAMPLES_PLUGIN = { title: 'Examples', icon: ExamplesIcon, content: Examples }
const PLUGINS = [EXAMPLES_PLUGIN, HISTORY_PLUGIN]

function KeyBox({ onKey }) {
  const [typed, setTyped] = useState(sessionStorage.getItem(KEY) ?? '')
  const submit = (event) => {
    event.preventDefault()
    sessionStorage.setItem(KEY, typed.trim())
    onKey(typed.trim())
  }
  return (
    <form className="winnow-key" onSubmit={submit}>
      <strong>winnow</strong>
      <label>
        API key
        <input
          type="password"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder="X-Internal-Api-Key"
        />
      </label>
      <button type="submit">Use</button>
      <span>{typed ? 'Kept in this tab only.' : 'Paste a key to load the schema and run queries.'}</span>
    </form>
  )
}

function Page() {
  const [key, setKey] = useState(sessionStorage.getItem(KEY) ?? '')
  // A new fetcher makes GraphiQL read the schema again: with another key it may be another answer.
  const fetcher = useCallback(
    async (request) => {
      if (!key) return { errors: [{ message: 'Paste a key above first.' }] }
      const headers = { 'content-type': 'application/json', 'x-internal-api-key': key }
      const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(request) })
      return response.json()
    },
    [key],
  )
  return (
    <>
      <KeyBox onKey={setKey} />
      <GraphiQL
        fetcher={fetcher}
        defaultQuery={EXAMPLES[0].query}
        initialVariables={JSON.stringify(EXAMPLES[0].variables, null, 2)}
        isHeadersEditorEnabled={false}
        plugins={PLUGINS}
        visiblePlugin={EXAMPLES_PLUGIN}
      />
    </>
  )
}

createRoot(document.getElementById('page')).render(<Page />)
