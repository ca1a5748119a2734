import { type DefaultMailbox, defaultMailboxSchema } from '../../schemas/default-mailbox.gen.ts';
import {
  type DefaultMailboxConnection,
  defaultMailboxConnectionSchema,
} from '../../schemas/default-mailbox-connection.gen.ts';
import type { Caller, Route, RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import type { Tx } from '../store/transaction.ts';
import { assertCanSend, type SettingsDeps } from './can-send.ts';
import { ifMatch, seenAt, stamped } from './setting-request.ts';
import { loadStampedSettings, type StoredMailbox, saveSetting, saveSettingIn } from './settings.store.ts';
import { defaultMailboxAnswer } from './settings-answers.ts';

/** What the default mailbox asks of the connectors; the composition root provides it. */
export interface MailboxConnectors {
  /** stores the connector, a new one where there is no `id`, and calls `link` in the same transaction */
  save(
    asked: { id?: string; displayName: string; provider?: string; settings: object },
    caller: Caller,
    link: (tx: Tx, id: string) => Promise<void>,
  ): Promise<void>;
  /** deletes it with its secrets unless something else uses it */
  drop(tx: Tx, id: string, caller: Caller): Promise<void>;
}

type Deps = SettingsDeps & { mailboxConnectors: MailboxConnectors };

const PATH = '/settings/default-mailbox';
const TAG = 'settings';
const KEY = 'default-mailbox';
/** With room for a number: a display name has at most 80 characters. */
const NAME_LENGTH = 70;
const NO_MAILBOX: StoredMailbox = { connectorId: null, replyTo: null, displayName: null, ownConnectorId: null };

/** The organisation's mailbox: who it is, how it sends, and its end. */
export function defaultMailboxRoutes(deps: Deps): Route[] {
  const answer = { status: 200, description: 'The setting as stored', schema: defaultMailboxAnswer };
  return [
    {
      method: 'GET',
      path: PATH,
      id: 'getDefaultMailbox',
      summary: 'The default mailbox',
      tag: TAG,
      allow: ['administrator'],
      answer: { ...answer, description: 'The setting' },
      handler: () => read(deps),
    },
    {
      method: 'PUT',
      path: PATH,
      id: 'putDefaultMailbox',
      audit: 'settings',
      summary: 'Set the default mailbox and the address that gets the replies',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: defaultMailboxSchema,
      answer,
      handler: (request) => put(deps, request),
    },
    {
      method: 'PUT',
      path: `${PATH}/connection`,
      id: 'connectDefaultMailbox',
      audit: 'settings',
      summary: 'Store how the default mailbox sends; a good test mail then activates it',
      tag: TAG,
      allow: ['administrator'],
      body: defaultMailboxConnectionSchema,
      answer,
      handler: (request) => connect(deps, request),
    },
    {
      method: 'DELETE',
      path: PATH,
      id: 'deleteDefaultMailbox',
      audit: 'settings',
      summary: 'Delete the default mailbox, and its connector unless something else uses it',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      answer,
      handler: (request) => remove(deps, request),
    },
  ];
}

async function read({ store }: Deps) {
  return stamped((await loadStampedSettings(store)).defaultMailbox);
}

async function put(deps: Deps, request: RouteRequest) {
  const { connectorId, replyTo, displayName } = request.body as DefaultMailbox;
  if (connectorId !== null) await assertCanSend(deps, connectorId);
  const { ownConnectorId } = (await loadStampedSettings(deps.store)).defaultMailbox.value;
  const value: StoredMailbox = {
    connectorId,
    replyTo: replyTo ? { address: replyTo.address, ...(replyTo.name ? { name: replyTo.name } : {}) } : null,
    displayName: displayName ?? null,
    ownConnectorId,
  };
  const setting = { key: KEY, value, ...stampOf(deps, request) } as const;
  return stamped({ value, stamp: await saveSetting(deps.store, setting, seenAt(request)) });
}

/** A connector that works goes on sending until the mailbox's own one is proved. */
async function connect(deps: Deps, request: RouteRequest) {
  const { provider, settings } = request.body as DefaultMailboxConnection;
  const { value, stamp } = (await loadStampedSettings(deps.store)).defaultMailbox;
  const { replyTo, ownConnectorId, connectorId } = value;
  if (replyTo === null) {
    throw new AppError('STATE', 'There is no default mailbox yet. Create it with its address, then say how it sends.');
  }
  const present = connectorId === null ? undefined : await deps.findConnector(connectorId);
  const keeps = present?.canSend === true && present.state === 'active' && connectorId !== ownConnectorId;
  const asked = {
    ...(ownConnectorId === null ? {} : { id: ownConnectorId }),
    displayName: `Default mailbox ${replyTo.address}`.slice(0, NAME_LENGTH),
    ...(provider === undefined ? {} : { provider }),
    settings: withFrom(settings, replyTo.address),
  };
  await deps.mailboxConnectors.save(asked, request.caller, async (tx, id) => {
    const next: StoredMailbox = { ...value, ownConnectorId: id, connectorId: keeps ? connectorId : id };
    await saveSettingIn(tx, { key: KEY, value: next, ...stampOf(deps, request) }, stamp.modifiedAt ?? 0);
  });
  return read(deps);
}

async function remove(deps: Deps, request: RouteRequest) {
  const { ownConnectorId } = (await loadStampedSettings(deps.store)).defaultMailbox.value;
  const setting = { key: KEY, value: NO_MAILBOX, ...stampOf(deps, request) } as const;
  const stamp = await deps.store.write(async (tx) => {
    const saved = await saveSettingIn(tx, setting, seenAt(request));
    if (ownConnectorId !== null) await deps.mailboxConnectors.drop(tx, ownConnectorId, request.caller);
    return saved;
  });
  return stamped({ value: NO_MAILBOX, stamp });
}

function withFrom(settings: object, address: string): object {
  const { smtp } = settings as { smtp?: { from?: object } };
  return { ...settings, sending: true, smtp: { from: { address }, ...smtp } };
}

function stampOf({ clock }: Deps, { caller }: RouteRequest) {
  return { modifiedAt: clock.now(), modifiedBy: caller.name };
}
