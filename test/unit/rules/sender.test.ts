import { expect, test } from 'vitest';
import { chooseSender, type SenderQuestion } from '../../../rules/mail/sender.ts';
import { connector, settings } from '../../support/rules-rig.ts';

const known = (...all: ReturnType<typeof connector>[]) => new Map(all.map((one) => [one.id, one]));
const all = known(connector('global'), connector('payroll'), connector('acme'), connector('noreply'));
const ask = (over: Partial<SenderQuestion>) =>
  chooseSender({
    settings: settings({ defaultMailbox: { connectorId: 'noreply' } }),
    connectors: all,
    fallback: true,
    replyTo: [],
    ...over,
  });
const global = (mode: 'force' | 'fallback', saveToSent: 'auto' | 'always' | 'never' = 'auto') =>
  settings({
    globalSmtp: { enabled: true, mode, connectorId: 'global', saveToSent },
    defaultMailbox: { connectorId: 'noreply' },
  });

test('A1.29 A1.28 the global connector in force beats the rule, the run-time sender and the default mailbox', () => {
  expect(ask({ settings: global('force'), ruleConnector: 'payroll', runtimeConnector: 'acme' })).toMatchObject({
    sender: { connectorId: 'global', reason: 'global_forced' },
  });
});

test('A1.32 A1.27 with mode fallback the rule overrides the global connector', () => {
  expect(ask({ settings: global('fallback'), ruleConnector: 'payroll' })).toMatchObject({
    sender: { connectorId: 'payroll', reason: 'rule' },
  });
  expect(ask({ settings: global('fallback') })).toMatchObject({
    sender: { connectorId: 'global', reason: 'global_fallback' },
  });
});

test('A1.30 the global setting decides whether its mail is saved to Sent Items', () => {
  expect(ask({ settings: global('force', 'never'), ruleConnector: 'payroll', saveToSent: 'always' })).toMatchObject({
    sentCopy: 'never',
  });
});

test('A1.38 the rule decides about Sent Items for its own connector', () => {
  expect(ask({ ruleConnector: 'payroll', saveToSent: 'never' })).toMatchObject({ sentCopy: 'never' });
  expect(ask({ ruleConnector: 'payroll' })).toMatchObject({ sentCopy: 'auto' });
});

test('A1.31 a global setting without a connector chooses nothing', () => {
  const off = settings({
    globalSmtp: { enabled: true, connectorId: null },
    defaultMailbox: { connectorId: 'noreply' },
  });
  expect(ask({ settings: off })).toMatchObject({ sender: { reason: 'default' } });
});

test('the run-time sender stands behind the rule and before the fallbacks', () => {
  expect(ask({ settings: global('fallback'), runtimeConnector: 'acme' })).toMatchObject({
    sender: { connectorId: 'acme', reason: 'runtime' },
  });
});

test('A1.36 without From and connector the default mailbox sends under its display name', () => {
  const of = settings({
    defaultMailbox: { connectorId: 'noreply', displayName: 'Acme HR', replyTo: { address: 'hr@acme.test' } },
  });
  expect(ask({ settings: of })).toMatchObject({
    sender: { connectorId: 'noreply', reason: 'default' },
    from: { name: 'Acme HR', address: 'noreply@acme.test' },
    replyTo: [{ address: 'hr@acme.test' }],
  });
});

test('A1.37 beyond 14 a From without a connector goes out from the default mailbox and gets the answers', () => {
  expect(ask({ from: { address: 'boss@acme.test' } })).toMatchObject({
    sender: { reason: 'default' },
    from: { address: 'noreply@acme.test' },
    replyTo: [{ address: 'boss@acme.test' }],
  });
});

test('A3.5 the registered address is in Reply-To of all mail that has none of its own', () => {
  const of = settings({ defaultMailbox: { connectorId: 'noreply', replyTo: { address: 'hr@acme.test' } } });
  expect(ask({ settings: of, ruleConnector: 'payroll' })).toMatchObject({ replyTo: [{ address: 'hr@acme.test' }] });
  const own = known(connector('payroll', { replyTo: { address: 'pay@acme.test' } }));
  expect(ask({ settings: of, ruleConnector: 'payroll', connectors: own })).toMatchObject({
    replyTo: [{ address: 'pay@acme.test' }],
  });
  expect(ask({ settings: of, ruleConnector: 'payroll', replyTo: [{ address: 'me@acme.test' }] })).toMatchObject({
    replyTo: [{ address: 'me@acme.test' }],
  });
});

test('A3.10 A3.11 an active connector is used; one that stopped working hands over to the next line', () => {
  expect(ask({ ruleConnector: 'payroll' })).toMatchObject({ sender: { connectorId: 'payroll' }, passedOver: [] });
  const broken = known(
    connector('payroll', { state: 'problematic', stateReason: 'wrong password' }),
    connector('noreply'),
  );
  expect(ask({ ruleConnector: 'payroll', connectors: broken })).toMatchObject({
    sender: { connectorId: 'noreply', reason: 'default' },
    passedOver: ['"payroll" is problematic: wrong password'],
  });
});

test('confidential mail is held instead of leaving through another mailbox', () => {
  for (const over of [{ state: 'inactive' as const }, { canSend: false }]) {
    const broken = known(connector('payroll', over), connector('noreply'));
    expect(ask({ ruleConnector: 'payroll', connectors: broken, fallback: false })).toMatchObject({
      held: expect.stringContaining('payroll'),
      sender: { connectorId: 'payroll', reason: 'rule' },
    });
  }
  expect(ask({ ruleConnector: 'gone', fallback: false })).toHaveProperty('held');
});

test('beyond 14 a From that the connector does not allow is held, an allowed one is used whatever its case', () => {
  expect(ask({ ruleConnector: 'payroll', from: { address: 'boss@acme.test' } })).toHaveProperty('held');
  const allowing = known(connector('payroll', { allowedFrom: ['Boss@acme.test'] }));
  expect(ask({ ruleConnector: 'payroll', connectors: allowing, from: { address: 'boss@acme.test' } })).toMatchObject({
    from: { address: 'boss@acme.test' },
  });
});

test('without any sender the mail is held and says what to do', () => {
  expect(ask({ settings: settings() })).toMatchObject({
    held: expect.stringContaining('default mailbox'),
    sender: null,
  });
});
