import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConnectorTypes } from '../../../connectors/connector-types.ts';
import { assertDrawable, secretPointers } from '../../../connectors/settings-schema.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder('types');
afterAll(() => removeTempFolder(folder));

function typeFolder(set: string, name: string, schema: object, type = name): URL {
  mkdirSync(join(folder, set, name), { recursive: true });
  const code = `export default {
    type: ${JSON.stringify(type)}, title: 'T', description: 'd', icon: 'i', uiSchema: {},
    settingsSchema: ${JSON.stringify(schema)},
    normalize: (input) => input, missing: () => [], secretDestinations: () => ({}),
  };`;
  writeFileSync(join(folder, set, name, 'index.js'), code);
  return pathToFileURL(`${join(folder, set)}/`);
}

describe('connector types', () => {
  it('the shipped types load, and email has its two secrets', async () => {
    const types = await loadConnectorTypes();
    expect(types.all().map(({ type }) => type)).toContain('email');
    expect(types.secretPointers('email')).toEqual(['/imap/auth/password', '/smtp/auth/password']);
  });

  it('a new type is one new folder', async () => {
    const url = typeFolder('good', 'webhook', {
      type: 'object',
      properties: { url: { type: 'string' }, token: { type: 'string', format: 'secret' } },
    });
    const types = await loadConnectorTypes(url);
    expect(types.get('webhook').title).toBe('T');
    expect(types.secretPointers('webhook')).toEqual(['/token']);
    expect(types.find('email')).toBeUndefined();
    expect(() => types.get('email')).toThrowError(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  it('a folder without a type, or with another name, is refused', async () => {
    mkdirSync(join(folder, 'empty', 'nothing'), { recursive: true });
    const refused = expect.objectContaining({ code: 'CONFIG' });
    await expect(loadConnectorTypes(pathToFileURL(`${join(folder, 'empty')}/`))).rejects.toEqual(refused);
    await expect(loadConnectorTypes(typeFolder('other', 'one', { type: 'object' }, 'two'))).rejects.toEqual(refused);
  });

  it('a schema that no form can draw is refused when the type is loaded', async () => {
    const url = typeFolder('undrawable', 'bad', { type: 'object', properties: { a: { allOf: [] } } });
    await expect(loadConnectorTypes(url)).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('/properties/a/allOf'),
    });
  });
});

describe('the documented subset of JSON Schema', () => {
  it.each([
    [{ type: 'number' }, '/type'],
    [{ properties: { a: { type: ['string', 'null'] } } }, '/properties/a/type'],
    [{ properties: { a: { oneOf: [{ type: 'object' }] } } }, '/properties/a/oneOf'],
    [{ properties: { a: { $ref: 'https://elsewhere.test/x' } } }, '/properties/a/$ref'],
    [{ additionalProperties: { type: 'string' } }, '/additionalProperties'],
    [{ patternProperties: {} }, '/patternProperties'],
    [{ $defs: { a: { not: {} } } }, '/$defs/a/not'],
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    [{ then: { anyOf: [] } }, '/then/anyOf'],
    [{ items: { contains: {} } }, '/items/contains'],
  ])('%j is outside at %s', (schema, path) => {
    expect(() => assertDrawable(schema, 'x')).toThrowError(`${path} `);
  });

  it('objects, lists, texts, whole numbers, yes and no, choices and conditions are inside', () => {
    const schema = {
      type: 'object',
      properties: {
        a: { type: 'array', items: { type: 'integer', minimum: 1 } },
        b: { type: 'string', oneOf: [{ const: 'x', title: 'X' }] },
        c: { $ref: '#/$defs/d' },
      },
      $defs: { d: { type: 'boolean' } },
      if: { properties: { c: { const: true } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { key: { type: 'string', format: 'secret' } }, required: ['key'] },
      dependentRequired: { a: ['b'] },
    };
    expect(() => assertDrawable(schema, 'x')).not.toThrow();
    expect(secretPointers(schema)).toEqual(['/key']);
  });
});
