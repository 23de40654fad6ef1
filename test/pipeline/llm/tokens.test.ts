import t from 'tap'
import { estimatePromptTokens, estimateTokens } from '../../../src/pipeline/llm/tokens.ts'

// Measured figures of the vocabularies in use: characters a token. The estimate must lie above length / figure.
const MEASURED: Record<string, [text: string, charactersAToken: number]> = {
  English: [
    'We are looking for an experienced engineer who plans, builds and runs our payment systems. '.repeat(20),
    4,
  ],
  German: [
    'Wir suchen eine erfahrene Fachkraft für die Betreuung unserer Großkunden in Süddeutschland. '.repeat(20),
    3.1,
  ],
  digits: ['2026-11-24 0049 89 1234567 80331 '.repeat(20), 1.3],
  Chinese: ['我们正在寻找一位经验丰富的软件工程师负责支付系统。'.repeat(20), 1.2],
}

t.test('the estimate lies above what the vocabularies need, and not far', async (t) => {
  for (const [name, [text, figure]] of Object.entries(MEASURED)) {
    const needed = text.length / figure
    const estimate = estimateTokens(text)
    t.ok(estimate >= needed, `${name}: ${estimate} for ${needed}`)
    t.ok(estimate <= needed * 1.7, `${name} is not overdone: ${estimate} for ${needed}`)
  }
})

t.test('an emoji, a lone surrogate and nothing are counted too', async (t) => {
  t.equal(estimateTokens(''), 0)
  t.equal(estimateTokens('🚀'), 2)
  t.ok(estimateTokens('\ud800') >= 1)
})

t.test('every message costs the marks around it', async (t) => {
  const one = [{ role: 'user' as const, content: 'abc' }]
  t.equal(estimatePromptTokens(one), estimateTokens('abc') + 16)
  t.equal(estimatePromptTokens([...one, ...one]), 2 * estimatePromptTokens(one))
})
