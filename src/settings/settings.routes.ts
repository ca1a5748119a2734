import { type DefaultMailbox, defaultMailboxSchema } from '../../schemas/default-mailbox.gen.ts';
import { type GlobalSmtp, globalSmtpSchema } from '../../schemas/global-smtp.gen.ts';
import { type RunSettings, runSettingsSchema } from '../../schemas/run-settings.gen.ts';
import type { Parameter, Route, RouteAnswer, RouteRequest } from '../http/route.ts';
import { AppError, type Clock, type SenderCandidate, type SenderSettings } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { loadStampedSettings, type SettingKey, type SettingStamp, saveSetting } from './settings.store.ts';
import { defaultMailboxAnswer, globalSmtpAnswer, runSettingsAnswer } from './settings-answers.ts';

export interface SettingsDeps {
  store: Store;
  clock: Clock;
  findConnector(id: string): Promise<SenderCandidate | undefined>;
}

const TAG = 'settings';
const ifMatch: Record<string, Parameter> = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};

export function settingsRoutes(deps: SettingsDeps): Route[] {
  return [...globalSmtpRoutes(deps), ...defaultMailboxRoutes(deps), ...runSettingsRoutes(deps)];
}

function globalSmtpRoutes(deps: SettingsDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/global-smtp',
      id: 'getGlobalSmtp',
      summary: 'The global SMTP setting',
      tag: TAG,
      // A designer is told why the connector of a rule does not count.
      allow: ['administrator', 'designer'],
      answer: { status: 200, description: 'The setting', schema: globalSmtpAnswer },
      handler: async () => stamped((await loadStampedSettings(deps.store)).globalSmtp),
    },
    {
      method: 'PUT',
      path: '/settings/global-smtp',
      id: 'putGlobalSmtp',
      summary: 'Send all mail, or the mail without a connector, through one connector',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: globalSmtpSchema,
      answer: { status: 200, description: 'The setting as stored', schema: globalSmtpAnswer },
      handler: async (request) => save(deps, request, 'global-smtp', await globalSmtpOf(deps, request)),
    },
  ];
}

function defaultMailboxRoutes(deps: SettingsDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/default-mailbox',
      id: 'getDefaultMailbox',
      summary: 'The default mailbox',
      tag: TAG,
      allow: ['administrator'],
      answer: { status: 200, description: 'The setting', schema: defaultMailboxAnswer },
      handler: async () => stamped((await loadStampedSettings(deps.store)).defaultMailbox),
    },
    {
      method: 'PUT',
      path: '/settings/default-mailbox',
      id: 'putDefaultMailbox',
      summary: 'Set the default mailbox and the address that gets the replies',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: defaultMailboxSchema,
      answer: { status: 200, description: 'The setting as stored', schema: defaultMailboxAnswer },
      handler: async (request) => save(deps, request, 'default-mailbox', await defaultMailboxOf(deps, request)),
    },
  ];
}

function runSettingsRoutes(deps: SettingsDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/runs',
      id: 'getRunSettings',
      summary: 'How payroll runs are approved and when they stop by themselves',
      tag: TAG,
      allow: ['administrator', 'payroll_operator', 'approver'],
      answer: { status: 200, description: 'The setting', schema: runSettingsAnswer },
      handler: async () => stamped((await loadStampedSettings(deps.store)).runs),
    },
    {
      method: 'PUT',
      path: '/settings/runs',
      id: 'putRunSettings',
      summary: 'Set whether a second person approves payroll runs, and when they stop by themselves',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: runSettingsSchema,
      answer: { status: 200, description: 'The setting as stored', schema: runSettingsAnswer },
      handler: async (request) => save(deps, request, 'runs', request.body as RunSettings),
    },
  ];
}

function stamped({ value, stamp }: { value: object; stamp: SettingStamp }): RouteAnswer {
  return { body: { ...value, ...stamp }, etag: String(stamp.modifiedAt ?? 0) };
}

async function save({ store, clock }: SettingsDeps, request: RouteRequest, key: SettingKey, value: object) {
  const setting = { key, value, modifiedAt: clock.now(), modifiedBy: request.caller.name };
  return stamped({ value, stamp: await saveSetting(store, setting, seenAt(request)) });
}

/** The version in If-Match, which is an instant. */
function seenAt({ headers }: RouteRequest): number | undefined {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return undefined;
  const version = /^"?(\d{1,15})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "0".');
  return Number(version);
}

async function globalSmtpOf(deps: SettingsDeps, { body }: RouteRequest): Promise<SenderSettings['globalSmtp']> {
  const input = body as GlobalSmtp;
  const value: SenderSettings['globalSmtp'] = {
    enabled: input.enabled,
    mode: input.mode ?? 'force',
    connectorId: input.connectorId ?? null,
    saveToSent: input.saveToSent ?? 'auto',
  };
  if (value.enabled) await assertCanSend(deps, value.connectorId);
  return value;
}

async function defaultMailboxOf(deps: SettingsDeps, { body }: RouteRequest): Promise<SenderSettings['defaultMailbox']> {
  const { connectorId, replyTo, displayName } = body as DefaultMailbox;
  if (connectorId !== null) await assertCanSend(deps, connectorId);
  return {
    connectorId,
    replyTo: replyTo ? { address: replyTo.address, ...(replyTo.name ? { name: replyTo.name } : {}) } : null,
    displayName: displayName ?? null,
  };
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
