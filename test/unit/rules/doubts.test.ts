import { expect, test } from 'vitest';
import { createTemplateEngine } from '../../../rules/expressions/template-engine.ts';
import { doubtsOf } from '../../../rules/mail/doubts.ts';
import type { MailParams } from '../../../rules/mail/mail-params.gen.ts';
import type { ActionContext, JsonSchema, SenderCandidate } from '../../../src/sdk/index.ts';
import { connector, settings } from '../../support/rules-rig.ts';

const contextOf = (over: Partial<SenderCandidate> = {}): ActionContext => ({
  templates: createTemplateEngine(),
  senders: settings({}),
  findConnector: async (id) => connector(id, over),
  findFile: async () => undefined,
  readStart: async () => new Uint8Array(),
  findSuppressed: async () => new Map(),
  canLink: true,
});

const form: JsonSchema = {
  type: 'object',
  required: ['employee', 'month'],
  properties: {
    employee: {
      type: 'object',
      allOf: [{ required: ['email'] }],
      properties: { email: { type: 'string' }, privateEmail: { type: 'string' } },
    },
    month: { type: 'string' },
    boss: { type: 'object', required: ['email'], properties: { email: { type: 'string' } } },
    bankAccount: { type: 'string' },
    x1: { type: 'string', title: 'Date of birth' },
    netPay: { type: 'number' },
    network: { type: 'string' },
    scan: { type: 'object', properties: { base64: { type: 'string', maxLength: 1_000_000 } } },
    scans: { type: 'array', maxItems: 9, items: { type: 'object', properties: { base64: { maxLength: 1_000_000 } } } },
    upload: { type: 'string' },
    more: { type: 'object' },
  },
};

const doubts = (
  params: Partial<MailParams>,
  over: Partial<SenderCandidate> = {},
  schema: JsonSchema | undefined = form,
) =>
  doubtsOf(
    { connector: 'c', to: [{ field: 'employee.email' }], subject: 'Payslip {{month}}', text: 'x', ...params },
    contextOf(over),
    schema,
  );

test('a rule without anything doubtful has no findings', async () => {
  expect(await doubts({})).toEqual([]);
  expect(await doubts({ to: [{ field: 'anything' }] }, {}, undefined)).toEqual([]);
});

test('E5 a recipient field that a record may lack is told, at each level of the form', async () => {
  const found = await doubts({
    to: [{ field: 'employee.privateEmail' }],
    cc: [{ field: 'boss.email' }, { field: 'more.email' }],
  });
  expect(found.map(({ path }) => path)).toEqual(['/to/0/field', '/cc/0/field']);
  expect(found[0]?.message).toContain('"employee.privateEmail"');
  expect(found.every(({ level }) => level === 'warning')).toBe(true);
});

test('a form that requires nothing says nothing about its recipients', async () => {
  const { required: _, ...open } = form as { required: string[] };
  expect(await doubts({ to: [{ field: 'employee.privateEmail' }] }, {}, open)).toEqual([]);
});

test.each([
  ['its name', '{{bankAccount}}'],
  ['its title', 'Hello {{x1}}'],
  ['its name in one word', '{{currency netPay "EUR"}}'],
])('E5 personal data in the subject is told by %s, with its place', async (_by, subject) => {
  expect(await doubts({ subject })).toMatchObject([{ level: 'warning', path: '/subject', line: 1 }]);
});

test('a field that only begins like a personal one is none, and a broken subject is told elsewhere', async () => {
  expect(await doubts({ subject: '{{network}}' })).toEqual([]);
  expect(await doubts({ subject: '{{#if' })).toEqual([]);
});

test('E5 a second copy in Sent Items is told where the mail server files by itself', async () => {
  expect(await doubts({ saveToSent: 'always' }, { filesItself: true })).toMatchObject([{ path: '/saveToSent' }]);
  expect(await doubts({ saveToSent: 'auto' }, { filesItself: true })).toEqual([]);
  expect(await doubts({ saveToSent: 'always' })).toEqual([]);
});

test('E5 files of fields that can be larger than the mail server takes are told, by what the form allows', async () => {
  const of = (attachments: MailParams['attachments'], megabytes: number, schema: JsonSchema | undefined = form) =>
    doubts({ attachments: attachments ?? [] }, { maxSize: megabytes * 1024 * 1024 }, schema);
  const scan = { field: 'scan' };
  expect(await of([scan], 1.5)).toEqual([]);
  expect(await of([scan, scan], 1.5)).toMatchObject([{ level: 'warning', path: '/attachments/0' }]);
  expect((await of([scan, scan], 1.5))[0]?.message).toContain('1.5 MB');
  expect(await of([{ field: 'scans' }], 8), 'each of nine').toHaveLength(1);
  expect(await of([{ field: 'scans' }], 9)).toEqual([]);
  expect(
    await of([{ name: 'a.txt', base64: 'A'.repeat(1_000_000) }, scan], 1.5),
    'with what is always there',
  ).toMatchObject([{ path: '/attachments/1' }]);
  expect(await of([{ field: 'upload' }], 10), 'a usual file at a usual server').toEqual([]);
  expect(await of([{ field: 'upload' }], 5)).toHaveLength(1);
});

test('E5 nothing is told of files that go as a link and of a server whose SIZE is unknown', async () => {
  const small = { maxSize: 1000 };
  expect(await doubts({ attachments: [{ field: 'upload', link: 'above_limit' }] }, small)).toEqual([]);
  expect(await doubts({ attachments: [{ field: 'upload', link: 'always' }] }, small)).toEqual([]);
  expect(await doubts({ attachments: [{ field: 'upload' }] }, { maxSize: 0 })).toEqual([]);
});
