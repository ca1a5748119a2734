import { expect, test } from 'vitest';
import sendEmail from '../../../rules/actions/send-email/index.ts';
import { cloneFacts } from '../../../rules/conditions/facts.ts';
import { createTemplateEngine } from '../../../rules/expressions/template-engine.ts';
import type { MailParams } from '../../../rules/mail/mail-params.gen.ts';
import type { ActionContext, HeldMail, PlannedMail, SenderCandidate } from '../../../src/sdk/index.ts';
import { connector, settings } from '../../support/rules-rig.ts';

const OVER: Record<string, Partial<SenderCandidate>> = {
  stopped: { state: 'inactive', stateReason: 'not tested' },
  refused: { notPermitted: 'Dora is not among the connection users of "refused".' },
};
const context = (over: Partial<ActionContext> = {}): ActionContext => ({
  templates: createTemplateEngine(),
  senders: settings({ defaultMailbox: { connectorId: 'noreply' } }),
  findConnector: async (id) => (id === 'gone' ? undefined : connector(id, OVER[id])),
  findAccount: async (owner) =>
    'user' in owner && owner.user === 'silent'
      ? { problem: 'Sil does not let rules send from sil@acme.test.' }
      : { owner: 'Ada', sender: connector(`own-${'user' in owner ? owner.user : owner.address}`) },
  findFile: async () => undefined,
  readStart: async () => Buffer.from(''),
  findSuppressed: async () => new Map(),
  canLink: false,
  ...over,
});
const base = { to: ['eve@acme.test'], subject: 'Hi', text: 'Hi' };
const plan = async (params: Partial<MailParams>, facts: object = {}, over: Partial<ActionContext> = {}) => {
  const input = { ruleId: 'r', ruleName: 'r', facts: cloneFacts(facts), factsSchema: undefined, at: 0 };
  const [mail] = await sendEmail.plan({ ...base, ...params }, input, context(over));
  if (mail === undefined) throw new Error('no e-mail');
  return mail;
};
const senderOf = async (...of: Parameters<typeof plan>) => (await plan(...of)).sender;

test('A1.39 A2.27 beyond 21 the first sender of a list that can send does, and its reason says why the earlier ones did not', async () => {
  const from: MailParams['from'] = [
    { byValue: { field: 'department', map: { Sales: 'sales' } } },
    { account: { field: 'manager' } },
    { connector: 'payroll' },
  ];
  expect(await senderOf({ from }, { department: 'Sales' })).toEqual({
    connectorId: 'sales',
    reason: 'runtime',
    detail: 'Sender 1 of 3.',
  });
  expect(await senderOf({ from }, { department: 'Law', manager: 'u7' })).toEqual({
    connectorId: 'own-u7',
    reason: 'account',
    detail:
      'Sender 2 of 3, the e-mail account of Ada. Sender 1 of 3 cannot: no sender is given for what "department" holds.',
  });
  expect(await senderOf({ from }, { manager: 'silent' })).toEqual({
    connectorId: 'payroll',
    reason: 'rule',
    detail:
      'Sender 3 of 3. Sender 1 of 3 cannot: there is nothing in "department". Sender 2 of 3 cannot: Sil does not let rules send from sil@acme.test.',
  });
});

test('A value is found whatever its case, "*" is every other one, and names of what objects inherit are only values', async () => {
  const from: MailParams['from'] = [
    { byValue: { field: 'company', map: { Acme: 'acme', '7': 'seven', '*': 'rest' } } },
  ];
  const chosen = async (company: unknown) => (await senderOf({ from }, { company }))?.connectorId;
  expect(await chosen(' acme ')).toBe('acme');
  expect(await chosen(7)).toBe('seven');
  expect(await chosen('Other')).toBe('rest');
  expect(await chosen('constructor')).toBe('rest');
  expect(await chosen(null)).toBe('rest');
  const without: MailParams['from'] = [{ byValue: { field: 'company', map: { Acme: 'acme' } } }];
  expect(await senderOf({ from: without }, { company: 'toString' })).toMatchObject({ reason: 'default' });
});

test('A2.27 the owner of the instance and people in a field are known by id, by address and by {name, email}', async () => {
  const owner = { instance: { owner: { name: 'Ada', email: 'ada@acme.test' } } };
  expect(await senderOf({ from: [{ account: 'owner' }] }, owner)).toMatchObject({ connectorId: 'own-ada@acme.test' });
  const from: MailParams['from'] = [{ account: { field: 'who' } }];
  for (const who of ['u7', ['u7', 'u8'], ' u7 ']) {
    expect(await senderOf({ from }, { who })).toMatchObject({ connectorId: 'own-u7', reason: 'account' });
  }
  expect(await senderOf({ from }, { who: { address: 'bo@acme.test' } })).toMatchObject({
    connectorId: 'own-bo@acme.test',
  });
  for (const who of [undefined, '', [], {}, 7, { name: 'Bo' }]) {
    expect(await senderOf({ from }, { who })).toMatchObject({ connectorId: 'noreply', reason: 'default' });
  }
});

test('A1.29 the global setting in force beats the list, and the default mailbox is its last fallback', async () => {
  const from: MailParams['from'] = [{ connector: 'payroll' }];
  const senders = settings({
    globalSmtp: { enabled: true, mode: 'force', connectorId: 'global', saveToSent: 'auto' },
    defaultMailbox: { connectorId: 'noreply' },
  });
  expect(await senderOf({ from }, {}, { senders })).toEqual({ connectorId: 'global', reason: 'global_forced' });
  expect(await senderOf({ from: [{ connector: 'stopped' }, { connector: 'gone' }] })).toEqual({
    connectorId: 'noreply',
    reason: 'default',
    detail:
      'Sender 1 of 2 cannot: "stopped" is inactive: not tested. Sender 2 of 2 cannot: the connector gone does not exist any more.',
  });
});

test('B2 a sender that the author may not use is passed over for the next of the list, never for the default mailbox', async () => {
  expect(await senderOf({ from: [{ connector: 'refused' }, { connector: 'payroll' }] })).toMatchObject({
    connectorId: 'payroll',
    detail: expect.stringContaining('Dora is not among the connection users'),
  });
  expect(await plan({ from: [{ connector: 'refused' }, { connector: 'stopped' }] })).toMatchObject({
    waitsForRight: expect.stringContaining('Dora is not among'),
    sender: { connectorId: 'refused' },
  });
});

test('confidential mail waits for the first sender that its facts name', async () => {
  const from: MailParams['from'] = [
    { account: { field: 'manager' } },
    { connector: 'stopped' },
    { connector: 'payroll' },
  ];
  const mail = (await plan({ from, confidential: true }, {})) as PlannedMail;
  expect(mail.sender).toMatchObject({ connectorId: 'stopped' });
  expect(mail.waitsForConnector).toContain('inactive');
  const held = (await plan({ from, confidential: true }, { manager: 'silent' })) as HeldMail;
  expect(held).toMatchObject({ held: { reason: 'connector', detail: expect.stringContaining('does not let') } });
  expect(held.sender).toBeNull();
});

test('From is the own address of the sender that was chosen, with its name', async () => {
  const ada = connector('own', { from: { address: 'ada@acme.test', name: 'Ada' } });
  const findAccount = async () => ({ owner: 'Ada', sender: ada });
  const mail = (await plan({ from: [{ account: { field: 'who' } }] }, { who: 'u7' }, { findAccount })) as PlannedMail;
  expect(mail.draft.from).toEqual({ address: 'ada@acme.test', name: 'Ada' });
});

test('a rule whose list names a connector that is gone or not permitted is refused at its place; a stopped one is told', async () => {
  const params: MailParams = {
    ...base,
    from: [
      { connector: 'gone' },
      { byValue: { field: 'team', map: { 'a/b': 'refused', c: 'stopped' } } },
      { account: 'owner' },
      { account: { field: 'boss' } },
    ],
  };
  const schema = { type: 'object', properties: { team: { type: 'string' } }, additionalProperties: false };
  const findings = await sendEmail.check(params, context(), schema);
  expect(findings).toMatchObject([
    { level: 'error', path: '/from/2/account', message: expect.stringContaining('instance.owner') },
    { level: 'error', path: '/from/3/account/field' },
    { level: 'error', path: '/from/0/connector', code: 'CONNECTOR_UNKNOWN' },
    { level: 'error', path: '/from/1/byValue/map/a~1b', code: 'FORBIDDEN' },
    { level: 'warning', path: '/from/1/byValue/map/c' },
  ]);
});

test('a list that is still being filled in is shown without its gaps', () => {
  const given = {
    ...base,
    from: [
      { connector: '' },
      { byValue: { field: 'team', map: {} } },
      { account: { field: '' } },
      { account: 'owner' },
    ],
  };
  const { params, gaps } = sendEmail.withoutGaps?.(given) ?? { params: {}, gaps: [] };
  expect(params['from']).toEqual([{ account: 'owner' }]);
  expect(gaps.map(({ path }) => path)).toEqual(['/from/0', '/from/1', '/from/2']);
});
