import { type DefaultMailbox, defaultMailboxSchema } from '../../schemas/default-mailbox.gen.ts';
import { type GlobalSmtp, globalSmtpSchema } from '../../schemas/global-smtp.gen.ts';
import type { Route } from '../http/route.ts';
import { AppError, type Clock, type SenderCandidate, type SenderSettings } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { loadSenderSettings, saveSetting } from './settings.store.ts';

export interface SettingsDeps {
  store: Store;
  clock: Clock;
  findConnector(id: string): Promise<SenderCandidate | undefined>;
}

export function settingsRoutes(deps: SettingsDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/global-smtp',
      id: 'getGlobalSmtp',
      summary: 'The global SMTP setting',
      tag: 'settings',
      allow: ['administrator'],
      answer: { status: 200, description: 'The setting', schema: globalSmtpSchema },
      handler: async () => ({ body: (await loadSenderSettings(deps.store)).globalSmtp }),
    },
    {
      method: 'PUT',
      path: '/settings/global-smtp',
      id: 'putGlobalSmtp',
      summary: 'Send all mail, or the mail without a connector, through one connector',
      tag: 'settings',
      allow: ['administrator'],
      body: globalSmtpSchema,
      answer: { status: 200, description: 'The setting as stored', schema: globalSmtpSchema },
      handler: async ({ body, caller }) => ({ body: await putGlobalSmtp(deps, body as GlobalSmtp, caller.id) }),
    },
    {
      method: 'GET',
      path: '/settings/default-mailbox',
      id: 'getDefaultMailbox',
      summary: 'The default mailbox',
      tag: 'settings',
      allow: ['administrator'],
      answer: { status: 200, description: 'The setting', schema: defaultMailboxSchema },
      handler: async () => ({ body: (await loadSenderSettings(deps.store)).defaultMailbox }),
    },
    {
      method: 'PUT',
      path: '/settings/default-mailbox',
      id: 'putDefaultMailbox',
      summary: 'Set the default mailbox and the address that gets the replies',
      tag: 'settings',
      allow: ['administrator'],
      body: defaultMailboxSchema,
      answer: { status: 200, description: 'The setting as stored', schema: defaultMailboxSchema },
      handler: async ({ body, caller }) => ({ body: await putDefaultMailbox(deps, body as DefaultMailbox, caller.id) }),
    },
  ];
}

async function putGlobalSmtp(deps: SettingsDeps, input: GlobalSmtp, modifiedBy: string) {
  const value: SenderSettings['globalSmtp'] = {
    enabled: input.enabled,
    mode: input.mode ?? 'force',
    connectorId: input.connectorId ?? null,
    saveToSent: input.saveToSent ?? 'auto',
  };
  if (value.enabled) await assertCanSend(deps, value.connectorId);
  await saveSetting(deps.store, { key: 'global-smtp', value, modifiedAt: deps.clock.now(), modifiedBy });
  return value;
}

async function putDefaultMailbox(deps: SettingsDeps, input: DefaultMailbox, modifiedBy: string) {
  const { connectorId, replyTo, displayName } = input;
  if (connectorId !== null) await assertCanSend(deps, connectorId);
  const value = {
    connectorId,
    replyTo: replyTo ? { address: replyTo.address, ...(replyTo.name ? { name: replyTo.name } : {}) } : null,
    displayName: displayName ?? null,
  };
  await saveSetting(deps.store, { key: 'default-mailbox', value, modifiedAt: deps.clock.now(), modifiedBy });
  return value;
}

/** A setting that sends everything through a connector that cannot send would stop all mail. */
async function assertCanSend(deps: SettingsDeps, connectorId: string | null): Promise<void> {
  const connector = connectorId === null ? undefined : await deps.findConnector(connectorId);
  const refuse = (code: 'CONNECTOR_UNKNOWN' | 'CONNECTOR_INACTIVE', message: string) =>
    new AppError(code, message, { details: { fields: [{ path: '/connectorId', message }] } });
  if (connector === undefined) {
    throw refuse('CONNECTOR_UNKNOWN', 'There is no such e-mail connector; create one first, then choose it here.');
  }
  if (!connector.canSend) {
    throw refuse('CONNECTOR_INACTIVE', `"${connector.displayName}" has no sending part; enable mail send from there.`);
  }
  if (connector.state !== 'active') {
    throw refuse(
      'CONNECTOR_INACTIVE',
      `"${connector.displayName}" is ${connector.state} (${connector.stateReason}); activate it with Test connection first.`,
    );
  }
}
