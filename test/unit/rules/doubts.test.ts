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

test('a recipient field that a record may lack is told, at each level of the form', async () => {
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
])('personal data in the subject is told by %s, with its place', async (_by, subject) => {
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
