/**
 * Writes `<name>.gen.ts` beside each `<name>.schema.json`: the TypeScript type and the schema as a constant; and
 * web/src/api/schema.gen.ts, the types of the HTTP API for the web page, from the OpenAPI document.
 * `npm run generate`, or `npm run generate -- --check` to fail when one is not fresh.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';
import openapiTS, { astToString } from 'openapi-typescript';

const OPENAPI = 'test/golden/openapi.json';
const API_TYPES = 'web/src/api/schema.gen.ts';

const check = process.argv.includes('--check');
const stale: string[] = [];

for (const file of schemaFiles()) {
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { title?: string };
  if (!schema.title) throw new Error(`${file}: a title is needed, it names the TypeScript type`);
  const types = await compile(structuredClone(schema), schema.title, {
    bannerComment: `/* Made from ${file.split('/').at(-1)} by "npm run generate". Do not edit. */`,
    additionalProperties: false,
    cwd: file.replace(/\/[^/]*$/, ''),
    style: { singleQuote: true, printWidth: 120 },
  });
  const constant = `${schema.title[0]?.toLowerCase()}${schema.title.slice(1)}Schema`;
  const text = `${types}\nexport const ${constant} = ${JSON.stringify(schema, null, 2)} as const;\n`;
  write(file.replace(/\.schema\.json$/, '.gen.ts'), text);
}
const api = astToString(await openapiTS(readFileSync(OPENAPI, 'utf8')));
write(API_TYPES, `/* Made from ${OPENAPI} by "npm run generate". Do not edit. */\n${api}`);

if (stale.length > 0) {
  process.stderr.write(`Not fresh, run "npm run generate": ${stale.join(', ')}\n`);
  process.exitCode = 1;
}

function write(target: string, text: string): void {
  if (!check) writeFileSync(target, text);
  else if (read(target) !== text) stale.push(target);
}

function schemaFiles(): string[] {
  return ['schemas', 'connectors', 'rules']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.schema.json'))
    .sort();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
