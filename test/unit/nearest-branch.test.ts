import { expect, test } from 'vitest';
import { mailParamsSchema } from '../../rules/mail/mail-params.gen.ts';
import { ruleInputSchema } from '../../schemas/rule.gen.ts';
import { findProblems } from '../../src/schema/validator.ts';

const paths = (problems: { path: string }[]) => problems.map(({ path }) => path);

test('of several forms only the mistakes of the nearest are told: a trigger', () => {
  const rule = { name: 'x', trigger: { kind: 'workflow', event: 'a b' }, actions: [{ action: 'a', params: {} }] };
  expect(paths(findProblems(ruleInputSchema, rule))).toEqual(['/trigger/event']);
  const form = { ...rule, trigger: { kind: 'form', event: 'submit' } };
  expect(paths(findProblems(ruleInputSchema, form))).toEqual(['/trigger/form']);
});

test('of several forms only the mistakes of the nearest are told: recipients and files', () => {
  const wrong = {
    subject: 's',
    to: ['a@b.test', { address: 'a@b.test', nmae: 'A' }],
    attachments: [{ path: '/etc/passwd' }],
  };
  expect(paths(findProblems(mailParamsSchema, wrong))).toEqual([
    '/to/1/nmae',
    '/attachments/0/file',
    '/attachments/0/path',
  ]);
});

test('a value that is none of those to choose from is told as a choice', () => {
  const schema = { type: 'object', properties: { a: { oneOf: [{ const: 'x' }, { const: 'y' }] } } };
  expect(findProblems(schema, { a: 'z' })).toEqual([
    { path: '/a', message: 'Must be one of the values that are offered here.' },
  ]);
});

test('a form that alone knows a field is meant, whatever else is wrong: a document, its parts, one of those that are merged', () => {
  const said = (attachment: object) => {
    const params = { to: ['a@b.test'], subject: 's', text: 't', attachments: [attachment] };
    return paths(findProblems(mailParamsSchema, params)).map((path) => path.replace('/attachments/0', ''));
  };
  const drawn = (blocks: object[], name = 'n') => ({ document: { name, layout: { title: 't', blocks } } });
  const text = { kind: 'text', text: '' };
  expect(said(drawn([text], ''))).toEqual(['/document/name']);
  expect(said(drawn([]))).toEqual(['/document/layout/blocks']);
  expect(said(drawn([text, { kind: 'facts', lines: [] }]))).toEqual(['/document/layout/blocks/1/lines']);
  expect(said(drawn([{ kind: 'table', columns: [], rows: [{}] }]))).toEqual([
    '/document/layout/blocks/0/columns',
    '/document/layout/blocks/0/rows/0/cells',
  ]);
  expect(said(drawn([{ kind: 'heading' }]))).toEqual(['/document/layout/blocks/0/text']);
  expect(said({ merge: [], name: 'n' })).toEqual(['/merge']);
  expect(said({ merge: [{ file: 'f' }, drawn([text], '')], name: '' })).toEqual(['/merge/1/document/name', '/name']);
  expect(said({ ...drawn([text]), linkDays: 900 })).toEqual(['/linkDays']);
});

test('a form may be one of those that are true or false, itself or by reference', () => {
  const schema = {
    type: 'object',
    properties: { a: { oneOf: [false, { $ref: '#/$defs/no' }, { properties: { b: { const: 1 } }, required: ['b'] }] } },
    $defs: { no: false },
  };
  expect(paths(findProblems(schema, { a: { b: 2 } }))).toContain('/a/b');
  expect(paths(findProblems({ ...schema, properties: { a: { oneOf: [true, true] } } }, { a: {} }))).toEqual(['/a']);
});
