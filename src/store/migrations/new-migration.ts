/**
 * Writes the next migration from the difference between the tables in the code and the migrations so far, for both
 * databases: `npm run migration:new -- <name> <empty postgres url>`. Read the result before you commit it.
 */
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataSourceFor } from '../data-source.ts';
import { schemaDrift } from './drift.ts';

async function statementsFor(url: string): Promise<string[]> {
  const source = await dataSourceFor(url).initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
    return await schemaDrift(source);
  } finally {
    await source.destroy();
  }
}

const [name, postgresUrl] = process.argv.slice(2);
if (!name || !postgresUrl)
  throw new Error('usage: npm run migration:new -- <name> <url of an empty PostgreSQL database>');
const folder = import.meta.dirname;
const number = String(readdirSync(folder).filter((file) => /^\d{4}-/.test(file)).length + 1).padStart(4, '0');
const list = (statements: string[]) => statements.map((statement) => `    ${JSON.stringify(statement)},`).join('\n');
const sqlite = await statementsFor(`sqlite:${join(mkdtempSync(join(tmpdir(), 'migration-')), 'empty.db')}`);
const postgres = await statementsFor(postgresUrl);
const exported = `migration${number}`;
writeFileSync(
  join(folder, `${number}-${name}.ts`),
  `import { defineMigration } from './migration.ts';

export const ${exported} = defineMigration({
  name: '${number}_${name.replaceAll('-', '_')}',
  at: ${Date.now()},
  sqlite: [
${list(sqlite)}
  ],
  postgres: [
${list(postgres)}
  ],
});
`,
);
process.stdout.write(`${number}-${name}.ts written: add ${exported} to migrations/index.ts\n`);
