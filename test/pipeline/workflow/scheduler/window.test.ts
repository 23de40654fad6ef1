import t from 'tap'
import { admissionWindow } from '../../../../src/pipeline/workflow/scheduler/window.ts'

t.test('as many postings are under way as end within the latency target', async (t) => {
  t.equal(admissionWindow({ posting_seconds: 100, load_seconds: 0, slots: 1 }), 36)
  t.equal(admissionWindow({ posting_seconds: 100, load_seconds: 100, slots: 4 }), 140)
  t.equal(admissionWindow({ posting_seconds: 100, load_seconds: 0, slots: 4, latency_target_seconds: 1_800 }), 72)
})

t.test('every slot has postings to choose from, however short the target', async (t) => {
  t.equal(admissionWindow({ posting_seconds: 100, load_seconds: 45, slots: 4, latency_target_seconds: 10 }), 16)
})

t.test('without calls there is nothing to limit', async (t) => {
  t.equal(admissionWindow({ posting_seconds: 0, load_seconds: 0, slots: 1 }), 1_000_000_000)
})
