import t from 'tap'
import { endsTransaction } from '../../src/cli/sql-statements.ts'

t.test('a statement that ends the read-only transaction is seen, however it is written', async (t) => {
  for (const script of [
    'commit',
    'COMMIT; delete from postings',
    "select ';' ; /* x */ commit",
    'select 1;\n-- note\n  end',
    'select 1; rollback and chain; delete from postings',
    'abort',
    "prepare transaction 'x'",
    '/* /* nested */ still */ commit; drop table postings',
    'select 1; rollback work',
    "select E'\\'' ; commit",
  ]) {
    t.equal(endsTransaction(script), true, script)
  }
})

t.test('the same words inside quotes, comments and names are left alone', async (t) => {
  for (const script of [
    "select 'commit; rollback'",
    'select "commit" from (select 1 as "commit") x',
    'select 1 -- ; commit',
    'select /* ; commit */ 1',
    'select $$ ; commit $$',
    'select $a$ ; commit $a$',
    'select case when true then 1 end',
    'savepoint a; rollback to savepoint a; select 1',
    'select commit_count from (select 1 as commit_count) x',
    "select 'it''s; commit'",
  ]) {
    t.equal(endsTransaction(script), false, script)
  }
})
