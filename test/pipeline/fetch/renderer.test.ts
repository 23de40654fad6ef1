import { existsSync } from 'node:fs'
import t from 'tap'
import { createLog } from '../../../src/log.ts'
import { createRenderer } from '../../../src/pipeline/fetch/renderer.ts'
import { fetcherFor, redirectTo, say, startSite } from './site.ts'

const CHROMIUM = '/usr/bin/chromium'
const skip = existsSync(CHROMIUM) ? false : `no Chromium at ${CHROMIUM}: rendering is not tested`
const log = await createLog({ level: 'silent' })

function rendererFor(t: { teardown(work: () => unknown): void }, trusted: string[], timeoutMs = 60_000) {
  const fetcher = fetcherFor(t, trusted, { timeoutMs: 5_000 })
  const renderer = createRenderer({ executablePath: CHROMIUM, fetcher, timeoutMs, log, contact: 'a@example.org' })
  t.teardown(() => renderer.close())
  return renderer
}

const textOf = ({ body }: { body: Uint8Array }) => Buffer.from(body).toString()

t.test('without a Chromium nothing is rendered, and the error says what to set', async (t) => {
  const renderer = createRenderer({ fetcher: fetcherFor(t, []), timeoutMs: 1_000, log })
  await t.rejects(renderer.render({ url: 'http://example.org/' }), {
    code: 'RENDERING_NOT_CONFIGURED',
    fix: /CHROMIUM_PATH/,
  })
})

t.test('a Chromium that does not start is a failure', async (t) => {
  const site = await startSite(t, { '/': say('a') })
  const fetcher = fetcherFor(t, [site.origin])
  const renderer = createRenderer({ executablePath: '/bin/false', fetcher, timeoutMs: 10_000, log })
  await t.rejects(renderer.render({ url: site.url('/') }), { code: 'FETCH_FAILED', message: /does not start/ })
})

t.test(
  'a page is read after its scripts have run, from where it was redirected to, by our own name',
  { skip },
  async (t) => {
    const page = `<!doctype html><title>Ärztin</title><main></main><script src="app.js"></script>`
    const script = `
    const post = { method: 'POST', body: '{"q":1}', headers: { 'content-type': 'application/json', 'x-token': 't' } }
    Promise.all([fetch('api/job', post).then((r) => r.json()), fetch('api/none').then((r) => r.status)]).then(([job, none]) => {
      document.querySelector('main').innerHTML = '<h1>' + job.title + '</h1><p>' + navigator.userAgent + '</p><i>' + none + location.hash + '</i>'
    })`
    const site = await startSite(t, {
      '/start': redirectTo('/jobs/1/'),
      '/jobs/1/': say(page, { 'content-type': 'text/html; charset=utf-8', etag: '"a"' }),
      '/jobs/1/app.js': say(script, { 'content-type': 'text/javascript' }),
      '/jobs/1/api/job': say('{"title":"Pflegefachkraft (m/w/d)"}', { 'content-type': 'application/json' }),
    })
    const rendered = await rendererFor(t, [site.origin]).render({ url: site.url('/start#tab') })
    t.match(
      textOf(rendered),
      /<h1>Pflegefachkraft \(m\/w\/d\)<\/h1><p>winnow\/\S+ \(\+a@example\.org\)<\/p><i>404#tab<\/i>/,
    )
    t.match(rendered, { status: 200, url: site.url('/jobs/1/'), redirects: [site.url('/start')], etag: null })
    t.equal(rendered.content_type, 'text/html; charset=utf-8')
    t.match(textOf(rendered), /Ärztin/)
    const post = site.asked.find(({ path }) => path === '/jobs/1/api/job')
    t.match(post, { method: 'POST', body: '{"q":1}', headers: { 'x-token': 't' } })
    t.ok(site.asked.every(({ headers }) => headers['user-agent']?.startsWith('winnow/')))
    t.equal(site.pages().filter(({ path }) => path === '/jobs/1/').length, 1, 'the page itself is fetched once')
  },
)

t.test(
  'a page reaches nothing that winnow itself would not fetch, by no way that browsers know',
  { skip },
  async (t) => {
    const inside = await startSite(t, { '/': say('internal', { 'access-control-allow-origin': '*' }) })
    const { port } = inside
    const page = `<!doctype html><body>
    <img src="http://127.0.0.1:${port}/image"><iframe src="http://127.0.0.1:${port}/frame"></iframe>
    <link rel="preload" as="font" href="http://127.0.0.1:${port}/font"><link rel="prefetch" href="http://127.0.0.1:${port}/prefetch">
    <link rel="preconnect" href="http://127.0.0.1:${port}"><video src="http://127.0.0.1:${port}/video"></video>
    <object data="http://127.0.0.1:${port}/object"></object><script src="http://127.0.0.1:${port}/script"></script>
    <script type="module">
      const found = document.body.appendChild(document.createElement('pre'))
      const tries = {
        xhr: () => fetch('http://127.0.0.1:${port}/').then((r) => r.text()),
        name: () => fetch('http://localhost:${port}/').then((r) => r.text()),
        mapped: () => fetch('http://[::ffff:127.0.0.1]:${port}/').then((r) => r.text()),
        opaque: () => fetch('http://127.0.0.1:${port}/opaque', { mode: 'no-cors' }).then(() => 'sent'),
        metadata: () => fetch('http://169.254.169.254/latest/').then((r) => r.text()),
        redirected: () => fetch('/to-inside').then((r) => r.text()),
        file: () => fetch('file:///etc/passwd').then((r) => r.text()),
        beacon: () => { navigator.sendBeacon('http://127.0.0.1:${port}/beacon', 'a'); throw 0 },
        socket: () => new Promise((ok, no) => { const s = new WebSocket('ws://127.0.0.1:${port}/socket'); s.onopen = () => ok('open'); s.onclose = s.onerror = no }),
        stream: () => new Promise((ok, no) => { const s = new EventSource('http://127.0.0.1:${port}/stream'); s.onopen = () => ok('open'); s.onerror = no }),
        worker: () => { new Worker(URL.createObjectURL(new Blob(["fetch('http://127.0.0.1:${port}/worker')"]))); return 'started' },
        service: () => navigator.serviceWorker.register('/sw.js').then((r) => r ? 'registered' : Promise.reject()),
        frame: () => { const f = document.createElement('iframe'); f.srcdoc = '<script>fetch("http://127.0.0.1:${port}/srcdoc")<' + '/script>'; document.body.append(f); throw 0 },
        popup: () => { window.open('http://127.0.0.1:${port}/popup'); throw 0 },
        form: () => { const f = document.createElement('form'); f.action = 'http://127.0.0.1:${port}/form'; f.target = '_blank'; f.method = 'post'; document.body.append(f); f.submit(); throw 0 },
        download: () => { const a = document.createElement('a'); a.href = 'http://127.0.0.1:${port}/download'; a.download = 'x'; document.body.append(a); a.click(); throw 0 },
        peer: () => new RTCPeerConnection() && 'made',
      }
      for (const [name, attempt] of Object.entries(tries)) {
        const got = await Promise.resolve().then(attempt).then((answer) => name + '=' + answer, () => name + ' refused')
        found.textContent += got + ';'
      }
    </script>`
    const site = await startSite(t, {
      '/': say(page, { 'content-type': 'text/html' }),
      '/to-inside': redirectTo(`http://127.0.0.1:${port}/`),
      '/sw.js': say('', { 'content-type': 'text/javascript' }),
    })
    const rendered = textOf(await rendererFor(t, [site.origin]).render({ url: site.url('/') }))
    const found = (/<pre>(.*);<\/pre>/.exec(rendered)?.[1] ?? '').split(';')
    t.equal(found.length, 17, 'every way was tried')
    t.same(
      found.filter((one) => !one.endsWith(' refused')),
      [],
    )
    t.same(
      inside.asked.map(({ path }) => path),
      [],
      'the inner server heard nothing',
    )
  },
)

t.test(
  'a page that computes, asks or waits for ever ends with the time limit, and the next one is rendered',
  { skip },
  async (t) => {
    const site = await startSite(t, {
      '/loop': say('<script>while (true) {}</script>'),
      '/hang': say('<script src="/never.js"></script>'),
      '/never.js': () => undefined,
      '/fine': say('<p>fine</p>'),
    })
    const renderer = rendererFor(t, [site.origin], 4_000)
    const started = Date.now()
    await t.rejects(renderer.render({ url: site.url('/loop') }), {
      code: 'FETCH_FAILED',
      message: /within 4 seconds|rendered/,
    })
    t.ok(Date.now() - started < 12_000)
    await t.rejects(renderer.render({ url: site.url('/hang') }), { code: 'FETCH_FAILED' })
    const signal = AbortSignal.timeout(1)
    await t.rejects(renderer.render({ url: site.url('/fine'), signal }), { name: 'TimeoutError' })
    t.match(textOf(await rendererFor(t, [site.origin]).render({ url: site.url('/fine') })), /fine/)
  },
)

t.test('a page that may not be fetched is not rendered', { skip }, async (t) => {
  const site = await startSite(t, {
    '/robots.txt': say('User-agent: *\nDisallow: /no', { 'content-type': 'text/plain' }),
    '/no': say('a'),
  })
  const renderer = rendererFor(t, [site.origin])
  await t.rejects(renderer.render({ url: site.url('/no') }), { code: 'FETCH_FORBIDDEN_BY_ROBOTS' })
  await t.rejects(renderer.render({ url: 'http://127.0.0.1:1/' }), { code: 'URL_NOT_ALLOWED' })
  await t.rejects(renderer.render({ url: site.url('/gone') }), { code: 'FETCH_STATUS' })
})
