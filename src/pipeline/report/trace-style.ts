/** Style of a trace's page: one file, no script, readable by day, by night and in print. */
export const TRACE_STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e; --line: #d1d9e0; --panel: #f6f8fa; --bar: #4a7fd4;
  --bad: #c8372d; --copy: #9aa4af; --wait: #c99a2e; --mark: #fff1b8 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0f1318; --soft: #9aa4af; --line: #323a43; --panel: #171c22;
  --bar: #6b9bec; --bad: #f0776d; --copy: #5d6772; --wait: #d9b04f; --mark: #5c4b12 } }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.4rem; overflow-wrap: anywhere } h2 { font-size: 1.1rem; margin-top: 2.2rem } h3 { font-size: 1rem; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0 } dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% } td, th { border-bottom: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: middle }
.axis { position: relative; height: .9rem; min-width: 12rem } .axis i { position: absolute; top: 0; bottom: 0; border-radius: 2px; background: var(--bar) }
.failed i { background: var(--bad) } .pending i, .running i { background: var(--wait) } .cancelled i, .skipped i { background: var(--copy) }
.status { color: var(--soft); white-space: nowrap } .failed .status { color: var(--bad) }
section { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; padding: .2rem 1rem .8rem }
pre { background: var(--panel); border-radius: 4px; overflow-x: auto; padding: .7rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px }
summary { cursor: pointer; color: var(--soft) } mark { background: var(--mark); color: inherit; border-radius: 2px } a { color: var(--bar) }
.posting { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit } blockquote { margin: .3rem 0; padding-left: .7rem; border-left: 3px solid var(--line) }
@media print { section { break-inside: avoid } }
`
