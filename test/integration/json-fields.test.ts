import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

/** Every field of every route that writes, as the OpenAPI document says, with what nobody would type. */
const folder = makeTempFolder('fields');
let app: HttpApp;
beforeAll(async () => {
  app = await openHttpApp(`sqlite:${join(folder, 'a.db')}`);
}, 60_000);
afterAll(async () => {
  await app.close();
  removeTempFolder(folder);
});

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is looked at as it comes
type Schema = any;
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
type Kind = 'object' | 'array' | 'number' | 'string';

const HOSTILE: [string, Kind, string][] = [
  ['an object', 'object', '{"a":{"path":"/etc/passwd"}}'],
  ['an array', 'array', '[["x"],{}]'],
  ['a number', 'number', '-7.5'],
  ['a text of 100 kB', 'string', `"${'x'.repeat(100_000)}"`],
  ['__proto__', 'object', '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'],
];
const MARK = '@@here@@';
const DEEPEST = 4;

let components: Record<string, Schema> = {};
const resolved = (schema: Schema): Schema => {
  const name = schema?.$ref?.split('/').at(-1);
  return name === undefined ? (schema ?? {}) : resolved(components[name]);
};
const branches = (schema: Schema): Schema[] => {
  const { oneOf, anyOf, allOf, ...own } = resolved(schema);
  const parts: Schema[] = [...(oneOf ?? []), ...(anyOf ?? []), ...(allOf ?? [])].flatMap(branches);
  return Object.keys(own).length === 0 && parts.length > 0 ? parts : [own, ...parts];
};
/** Whether a value of this kind may stand there. Undefined types allow everything. */
const allows = (schema: Schema, kind: Kind): boolean =>
  branches(schema).some(({ type, enum: values, const: only, properties }) => {
    if (values !== undefined || only !== undefined) return false;
    if (type === undefined) return properties === undefined || kind === 'object';
    const types = [type].flat();
    return types.includes(kind) || (kind === 'number' && types.includes('integer'));
  });

/** Something that could be there. */
function sample(schema: Schema, depth = 0): Json {
  const { type, enum: values, const: only, properties = {}, required = [], items, minItems = 0 } = branches(schema)[0];
  if (only !== undefined) return only;
  if (values !== undefined) return values[0];
  const first = [type].flat()[0];
  if (first === 'array') return minItems > 0 && depth < 6 ? [sample(items, depth + 1)] : [];
  if (first === 'integer' || first === 'number') return 1;
  if (first === 'boolean') return false;
  if (first === 'object' || Object.keys(properties).length > 0) {
    return Object.fromEntries(required.map((name: string) => [name, sample(properties[name], depth + 1)]));
  }
  return 'x';
}

/** The body once for each field, with a mark in its place. */
function* marked(schema: Schema, depth = 0): Generator<{ path: string; at: Schema; body: Json }> {
  if (depth >= DEEPEST) return;
  for (const branch of branches(schema)) {
    const own = sample(branch, depth);
    for (const [name, at] of Object.entries<Schema>(branch.properties ?? {})) {
      const whole = typeof own === 'object' && own !== null && !Array.isArray(own) ? own : {};
      yield { path: `/${name}`, at, body: { ...whole, [name]: MARK } };
      for (const inner of marked(at, depth + 1)) {
        yield { ...inner, path: `/${name}${inner.path}`, body: { ...whole, [name]: inner.body } };
      }
    }
    if (branch.items !== undefined) {
      yield { path: '/0', at: branch.items, body: [MARK] };
      for (const inner of marked(branch.items, depth + 1)) {
        yield { ...inner, path: `/0${inner.path}`, body: [inner.body] };
      }
    }
  }
}

test('security 3 every field of every route that writes: an object, an array, a number, 100 kB or __proto__ is refused or taken as it is, never a failure of the server', async () => {
  const document = await app.call('GET', '/openapi.json');
  components = document.components.schemas;
  const wrong: string[] = [];
  let tried = 0;
  for (const [path, methods] of Object.entries<Schema>(document.paths)) {
    for (const method of ['post', 'put', 'patch']) {
      const schema = methods[method]?.requestBody?.content?.['application/json']?.schema;
      if (schema === undefined) continue;
      const seen = new Set<string>();
      for (const { path: field, at, body } of marked(schema)) {
        if (seen.has(field)) continue;
        seen.add(field);
        for (const [what, kind, text] of HOSTILE) {
          const { status, answer } = await send(method, path.replace(/\{\w+\}/g, 'nothing'), body, text);
          tried += 1;
          const isWrong = status >= 500 || (status < 400 && !allows(at, kind));
          if (isWrong) wrong.push(`${method} ${path} ${field}, ${what}: ${status} ${answer.slice(0, 200)}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(2_000);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect((await app.call('GET', '/me')).name).toBe('admin');
}, 300_000);

async function send(method: string, path: string, body: Json, text: string) {
  const response = await fetch(`${app.url}/api${path.replace(/^\/api/, '')}`, {
    method: method.toUpperCase(),
    headers: { ...app.authorization(), 'content-type': 'application/json' },
    body: JSON.stringify(body).replace(JSON.stringify(MARK), () => text),
  });
  return { status: response.status, answer: await response.text() };
}
