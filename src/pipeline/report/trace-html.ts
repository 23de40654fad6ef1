import type { Trace, TracedInteraction } from '../../db/traces.ts'
import { seconds } from './figures.ts'
import { highlight } from './highlight.ts'
import { type Html, html } from './html.ts'
import { factsOfRun, factsOfStep, outputOf, type Quote, quotesOf, slotsOf } from './trace-parts.ts'
import { TRACE_STYLE } from './trace-style.ts'
import { type Bar, timeline } from './trace-timeline.ts'

/**
 * A run as one page that needs nothing else: facts, the steps on a time axis, each step with its origin, output and evidence, and the
 * posting's text with every quoted passage marked. It holds no script, and its policy forbids any.
 */
export function traceHtml(trace: Trace): string {
  const { run, interactions, description } = trace
  const quotes = interactions.flatMap((step) => quotesOf(step, description))
  const title = `Run ${run.workflow_run_id}: ${run.job_title ?? 'posting without title'}`
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ html: TRACE_STYLE }}</style>
</head>
<body>
<h1>${title}</h1>
${facts(factsOfRun(run))}
${overview(interactions)}
<h2>Steps</h2>
${interactions.map((step) => section(step, quotes))}
${posting(description, quotes)}
</body>
</html>
`
  return page.html
}

function facts(list: readonly (readonly [string, string])[]): Html {
  return html`<dl>${list.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

function overview(interactions: readonly TracedInteraction[]): Html {
  const { bars, seconds: length } = timeline(interactions)
  return html`<h2>Timeline, ${seconds(length)}</h2>
<table>
<thead><tr><th>#</th><th>conversation</th><th>actor</th><th>status</th><th>time</th><th>from start to end</th></tr></thead>
<tbody>${interactions.map((step) => line(step, bars.get(step.interaction_id)))}</tbody>
</table>`
}

function line(step: TracedInteraction, bar: Bar | undefined): Html {
  const { interaction_id, conversation_name, model_used, actor, status, iteration, attempt, copied_from } = step
  const again = [iteration > 1 ? `iteration ${iteration}` : '', attempt > 1 ? `attempt ${attempt}` : '']
    .filter(Boolean)
    .join(', ')
  const taken = copied_from === null ? '' : ` of ${copied_from}`
  return html`
<tr class="${status}"><td><a href="#step-${interaction_id}">${interaction_id}</a></td><td>${conversation_name} ${again}</td>
<td>${model_used ?? actor}</td><td class="status">${status}${taken}</td><td>${step.seconds === null ? '' : seconds(step.seconds)}</td>
<td><div class="axis">${bar ? html`<i style="left:${bar.left.toFixed(2)}%;width:${bar.width.toFixed(2)}%"></i>` : null}</div></td></tr>`
}

function section(step: TracedInteraction, quotes: readonly Quote[]): Html {
  const { interaction_id, conversation_id, conversation_name, status } = step
  const { decision, data, check, dropped } = outputOf(step)
  const slots = slotsOf(step)
  return html`
<section id="step-${interaction_id}" class="${status}">
<h3>${interaction_id}. ${conversation_name} (${conversation_id})${decision === null ? '' : `: ${decision}`}</h3>
${facts(factsOfStep(step))}
${
  slots.length === 0
    ? null
    : html`<table><thead><tr><th>slot</th><th>from</th><th>hash</th></tr></thead>
<tbody>${slots.map(({ slot, producer, hash }) => html`<tr><td>${slot}</td><td>${producer}</td><td>${hash}</td></tr>`)}</tbody></table>`
}
${quotes
  .filter((quote) => quote.interaction_id === interaction_id)
  .map(({ start, end, quote }) => html`<blockquote><a href="#at-${start}">${start}-${end}</a> ${quote}</blockquote>`)}
${check === undefined ? null : body('Check', check, true)}
${dropped === undefined ? null : body('Dropped', dropped, true)}
${body('Output', data, false)}
${body('Input', step.input, false)}
</section>`
}

function body(name: string, value: unknown, open: boolean): Html {
  const text = JSON.stringify(value, null, 2) ?? 'null'
  return html`<details${{ html: open ? ' open' : '' }}><summary>${name}</summary><pre>${text}</pre></details>`
}

function posting(description: string | null, quotes: readonly Quote[]): Html {
  if (description === null) return html`<h2>Posting</h2><p>Its text is no longer kept.</p>`
  const anchored = new Set<number>()
  let at = 0
  const stretches = highlight(description, quotes).map(({ text, claims }) => {
    const start = at
    at += text.length
    if (claims.length === 0) return html`${text}`
    const names = [...new Set(claims.map((claim) => `${claim.conversation_name} (${claim.interaction_id})`))].join(', ')
    const starts = claims.some((claim) => claim.start === start) && !anchored.has(start)
    anchored.add(start)
    return html`<mark${starts ? html` id="at-${start}"` : null} title="${names}">${text}</mark>`
  })
  return html`<h2>Posting</h2><p class="posting">${stretches}</p>`
}
