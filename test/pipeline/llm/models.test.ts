import t from 'tap'
import { fullName, hasModel } from '../../../src/pipeline/llm/models.ts'

t.test('a model without a tag is the latest', async (t) => {
  t.equal(fullName('qwen2.5'), 'qwen2.5:latest')
  t.equal(fullName('qwen2.5:7b'), 'qwen2.5:7b')
  t.equal(fullName('hf.co/someone/model'), 'hf.co/someone/model:latest')
  t.equal(fullName('registry:5000/someone/model'), 'registry:5000/someone/model:latest')
  t.equal(fullName('registry:5000/someone/model:q4'), 'registry:5000/someone/model:q4')
})

t.test('a server has a model under its full name only', async (t) => {
  const models = ['gemma2:latest', 'qwen2.5:7b']
  t.ok(hasModel(models, 'gemma2'))
  t.ok(hasModel(models, 'gemma2:latest'))
  t.ok(hasModel(models, 'qwen2.5:7b'))
  t.notOk(hasModel(models, 'qwen2.5'))
  t.notOk(hasModel(models, 'gemma'))
  t.notOk(hasModel([], 'gemma2'))
})
