import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { generateTypes } from '../../src/db/codegen.ts'
import { onBothEngines } from '../helpers/database.ts'
import { ROOT } from '../helpers/source-files.ts'

onBothEngines(t, 'the generated types are those of the migrated schema', async (t, database) => {
  const committed = readFileSync(join(ROOT, 'src', 'db', 'types.generated.ts'), 'utf8')
  t.equal(await generateTypes(database), committed, 'run `npm run codegen` after a change of the migrations')
})
