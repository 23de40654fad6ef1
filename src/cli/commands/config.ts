import { describeConfig } from '../../config.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const config = command({
  name: 'config',
  summary: 'Every setting as it is in force, secrets only as "(set)".',
  run: async ({ config, answer, note, output }) => {
    const rows = describeConfig(config)
    answer(
      rows.map(({ group, variable, value, isDefault }) => ({ group, variable, value, is_default: isDefault })),
      () =>
        table(
          rows,
          [
            { title: 'variable', value: ({ variable }) => variable },
            { title: 'value', value: ({ value }) => value },
            { title: '', value: ({ isDefault }) => (isDefault ? '' : 'set') },
          ],
          output.columns,
        ),
    )
    for (const remark of config.notes) note(remark)
    return 0
  },
})
