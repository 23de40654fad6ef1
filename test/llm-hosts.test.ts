import t from 'tap'
import { hostText, readHosts, readOnlyHost } from '../src/llm-hosts.ts'

const defaults = { slots: 2, loaded: 3 }
const urlOf = (text: string) => readOnlyHost(text, defaults).url

t.test('OLLAMA_HOST is read as Ollama reads it', async (t) => {
  const addresses: Record<string, string> = {
    'localhost:11434': 'http://localhost:11434',
    localhost: 'http://localhost:11434',
    '0.0.0.0': 'http://127.0.0.1:11434',
    '0.0.0.0:8000': 'http://127.0.0.1:8000',
    ':9000': 'http://127.0.0.1:9000',
    'http://gpu-1:11434/': 'http://gpu-1:11434',
    'http://gpu-1': 'http://gpu-1',
    'https://llm.example.org': 'https://llm.example.org',
    'https://llm.example.org/ollama/': 'https://llm.example.org/ollama',
    '"10.0.0.7"': 'http://10.0.0.7:11434',
    '::1': 'http://[::1]:11434',
    '[::]:11434': 'http://[::1]:11434',
    'gpu-1:80': 'http://gpu-1',
  }
  for (const [text, url] of Object.entries(addresses)) t.equal(urlOf(text), url, text)
  t.same(readOnlyHost('gpu-1', defaults), { url: 'http://gpu-1:11434', slots: 2, loaded: 3 })
})

t.test('OLLAMA_HOSTS names hosts with what each can do; the rest is taken from the defaults', async (t) => {
  t.same(readHosts('http://a:1;slots=4;loaded=1, b ; loaded=2 ,', defaults), [
    { url: 'http://a:1', slots: 4, loaded: 1 },
    { url: 'http://b:11434', slots: 2, loaded: 2 },
  ])
  const hosts = readHosts('b;slots=9,c', defaults)
  t.same(readHosts(hosts.map(hostText).join(), { slots: 1, loaded: 1 }), hosts, 'what is shown can be set again')
})

t.test('every fault says which host and what to write, and never repeats what was written', async (t) => {
  const faults: [text: string, message: RegExp][] = [
    [',', /at least one host/],
    ['a,b;slots=x', /host 2: an option must be slots=N or loaded=N/],
    ['a;slots', /host 1: an option/],
    ['a;speed=4', /host 1: an option/],
    ['a;slots=0', /slots must be a number from 1 to 256/],
    ['a;loaded=65', /loaded must be a number from 1 to 64/],
    ['a;slots=1;slots=2', /slots is given twice/],
    [';slots=4', /host 1: must be an address/],
    ['ftp://a', /http:\/\/ or https:\/\//],
    ['http://hunter2:hunter2@a', /must not hold a user or a password/],
    ['http://a?key=hunter2', /ends before \? and #/],
    ['hunter2 a', /must be an address/],
    ['a:99999', /must be an address/],
    ['a:0', /port/],
    ['a,b,http://a:11434/', /host 3 is the same server as host 1/],
    ['localhost,127.0.0.1:11434', /the same server/],
  ]
  for (const [text, message] of faults) {
    try {
      readHosts(text, defaults)
      t.fail(`accepted: ${text}`)
    } catch (error) {
      t.match((error as Error).message, message, text)
      t.notMatch((error as Error).message, /hunter2/)
    }
  }
  t.throws(() => readOnlyHost('a,b', defaults), /OLLAMA_HOSTS/)
  t.throws(() => readOnlyHost('a;slots=4', defaults), /OLLAMA_HOSTS/)
})
