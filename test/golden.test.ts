import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { type App, createApp } from '../src/app.ts';
import { createLogger } from '../src/logger.ts';
import { assertSchema } from '../src/schema/validator.ts';
import { newSecretKey } from '../src/secrets/secret-box.ts';
import { VERSION } from '../src/version.ts';

/** A change of the API shows up here. `npm run golden` accepts it; the diff of the file is what is reviewed. */

let app: App;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'golden-'));
  app = await createApp({
    databaseUrl: `sqlite:${join(folder, 'empty.db')}`,
    secretKeys: [newSecretKey()],
    log: createLogger({ level: 'silent' }),
  });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the OpenAPI document is the one that was agreed on', async () => {
  await expect(`${JSON.stringify(app.openApi(), null, 2)}\n`).toMatchFileSnapshot('golden/openapi.json');
});

test('every operation has an id of its own and every reference leads somewhere', () => {
  const document = app.openApi();
  const ids = app.routes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const places = app.routes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(places).size).toBe(places.length);
  expect(app.routes.filter(({ path }) => !/^(\/(:?[a-zA-Z-]+(\.csv)?))+$/.test(path))).toEqual([]);
  const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
  expect(references.length).toBeGreaterThan(app.routes.length);
  for (const reference of new Set(references)) {
    const pointer = reference.slice('"$ref":"#/'.length, -1).split('/');
    const target = pointer.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    expect(target, reference).toBeDefined();
  }
});

test('every schema of the API is a schema', () => {
  for (const { body, answer, query } of app.routes) {
    const schemas = [body, answer.schema, ...Object.values(query ?? {}).map(({ schema }) => schema)];
    for (const schema of schemas) if (schema) assertSchema(schema);
  }
});

test('every route that changes something takes only declared fields', () => {
  // A check answers with what is wrong instead of refusing it.
  const checks = ['checkRule'];
  const open = app.routes.filter(({ id, method, body }) => {
    if (checks.includes(id)) return false;
    if (method === 'GET' || body === undefined) return false;
    return body['additionalProperties'] !== false && body['unevaluatedProperties'] !== false;
  });
  expect(open.map(({ id }) => id)).toEqual([]);
});

test('the version of the code is the version of the package', () => {
  expect(VERSION).toBe(packageJson.version);
});
