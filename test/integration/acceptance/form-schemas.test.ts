import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../../src/store/store.ts';
import { rulesRig } from '../../support/rules-rig.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';

/** A form's schema comes from a designer and is run on the data of anybody: it must neither stop nor stall the server. */
let folder: string;
let store: Store;
let rig: Awaited<ReturnType<typeof rulesRig>>;
beforeAll(async () => {
  folder = makeTempFolder('forms');
  store = await openStore({ url: `sqlite:${folder}/forms.db` });
  rig = await rulesRig(store);
});
afterAll(async () => {
  await store.close();
  removeTempFolder(folder);
});

const twice = (name: string) => ({ anyOf: [{ $ref: `#/$defs/${name}` }, { $ref: `#/$defs/${name}` }] });
const chain = Object.fromEntries(Array.from({ length: 22 }, (_, at) => [`d${at + 1}`, twice(`d${at}`)]));
const many = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`field${at}`, { type: 'string' }]));

test.each([
  ['is asynchronous, which ended the server', { $async: true, type: 'object' }, '$async'],
  ['is asynchronous below a field', { properties: { a: { $async: true } } }, '$async'],
  ['is nothing but itself', { $ref: '#' }, 'refers to itself'],
  ['branches to itself', { properties: { a: { anyOf: [{ $ref: '#' }, { $ref: '#' }] } } }, 'refers to itself'],
  [
    'doubles at each of 22 definitions',
    { properties: { a: { $ref: '#/$defs/d22' } }, $defs: { d0: {}, ...chain } },
    'more than',
  ],
  ['has thousands of fields', { type: 'object', properties: many }, 'more than'],
  ['refers to another server', { properties: { a: { $ref: 'http://127.0.0.1/x' } } }, 'leads out'],
  ['refers to nothing', { properties: { a: { $ref: '#/$defs/none' } } }, 'There is no'],
  ['moves the base of its references', { properties: { a: { $id: 'http://x/a' } } }, '$id'],
  [
    'compares every object of a list with every other',
    { properties: { a: { type: 'array', uniqueItems: true } } },
    'unique',
  ],
])('R12 a form is refused whose schema %s', async (_, schema, words) => {
  await expect(rig.call('POST', 'forms', { name: 'Refused', schema })).rejects.toMatchObject({
    code: 'VALIDATION',
    message: expect.stringContaining(words),
  });
});

test('a form may use definitions, its own $id and lists of unique texts, and have fields named like keywords', async () => {
  const schema = {
    $id: 'https://acme.test/leave',
    type: 'object',
    properties: {
      from: { $ref: '#/$defs/day' },
      to: { $ref: '#/$defs/day' },
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      $id: { type: 'string' },
      $async: { type: 'boolean' },
    },
    $defs: { day: { type: 'string', format: 'date' } },
  };
  const form = await rig.call('POST', 'forms', { name: 'Leave', schema });
  expect(form.status).toBe(201);
  const submit = (facts: object) => rig.call('POST', `forms/${form.body.id}/instances`, { facts });
  expect((await submit({ from: '2026-12-01', tags: ['a', 'b'] })).status).toBe(201);
  await expect(submit({ from: '2026-12-01', tags: ['a', 'a'] })).rejects.toMatchObject({ code: 'VALIDATION' });
  await expect(submit({ from: 'soon' })).rejects.toMatchObject({ code: 'VALIDATION' });
});
