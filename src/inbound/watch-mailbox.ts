import { IMAP_TIMEOUTS, openImapSession } from '../mail/imap-session.ts';
import { type AppError, type ImapEndpoint, type MailAccount, toAppError } from '../sdk/index.ts';
import type { MailboxRow } from '../store/tables/mailbox.table.ts';
import type { Bell } from './bell.ts';
import { changeOwned, findMailbox } from './mailbox.store.ts';
import type { InboundPace, SyncDeps } from './sync-deps.ts';
import { type OwnedMailbox, syncMailbox } from './sync-mailbox.ts';

const HOUR_MS = 3_600_000;
/** Somebody may want it read, or switch it on, at any moment. */
const REST_MS = 60_000;
/** Refused sign-ins in a row after which the connector itself is said not to work. */
const MOST_REFUSED = 3;

export interface Watch {
  id: string;
  /** of the lease, which is taken */
  token: string;
  signal: AbortSignal;
  /** rings when it is to be read now */
  bell: Bell;
  /** messages were stored */
  stored(): void;
}

/** One connection to one mailbox, from the sign-in until it breaks or the process stops. Never rejects for what the server does. */
export async function watchMailbox(deps: SyncDeps, watch: Watch): Promise<void> {
  const startedAt = deps.clock.now();
  try {
    const row = await findMailbox(deps.store.read, watch.id);
    if (row === undefined) return;
    const account = await openWanted(deps, row);
    if (account?.imap === undefined) return await rest(deps, watch, { state: 'none', problem: '', failures: 0 });
    await connected(deps, watch, account.imap);
    await letGo(deps, watch, { state: 'waiting', dueAt: deps.clock.now() });
  } catch (thrown) {
    await failed(deps, watch, toAppError(thrown), startedAt);
  }
}

/** Undefined where it is not to be read. Reports about what a connector sent are looked for all the same (look-at-mailbox.ts). */
async function openWanted(deps: SyncDeps, row: MailboxRow): Promise<MailAccount | undefined> {
  if (row.read === 'off') return undefined;
  const [own] = await deps.store.read.sql<{ wanted: boolean | number }[]>`
    SELECT (read_email AND connected) AS wanted FROM email_account WHERE id = ${row.id}`;
  return own !== undefined && !own.wanted ? undefined : deps.connectors.open(row.id, 'read');
}

async function connected(deps: SyncDeps, watch: Watch, imap: ImapEndpoint): Promise<void> {
  // A new one each time: an ImapFlow object cannot be used twice.
  const session = await openImapSession(imap, {
    ...{ egress: deps.egress, signal: watch.signal },
    timeouts: { ...IMAP_TIMEOUTS, commandMs: deps.pace.silenceMs },
  });
  const arrived = (change: { count: number; prevCount: number }) => {
    if (change.count > change.prevCount) watch.bell.ring();
  };
  session.client.on('exists', arrived);
  session.client.on('close', watch.bell.ring);
  const close = () => session.close();
  watch.signal.addEventListener('abort', close, { once: true });
  const { token, signal, stored } = watch;
  const owned: OwnedMailbox = { session, folder: imap.folders.inbox, token, signal, stored };
  const hasIdle = session.has('IDLE');
  let turn = 0;
  // Somebody may have just connected it, or the connection was lost: what came meanwhile counts as activity.
  let activeAt = deps.clock.now();
  try {
    while (!watch.signal.aborted) {
      turn += 1;
      const mine = turn;
      // Anew each time: how it is to be read may have been changed.
      const row = await findMailbox(deps.store.read, watch.id);
      if (row === undefined) return;
      if ((await syncMailbox(deps, row, owned)) > 0) activeAt = deps.clock.now();
      const idleMs = deps.clock.now() - activeAt;
      const dueAt = deps.clock.now() + nextLookMs(deps.pace, { everyMinutes: row.everyMinutes, hasIdle, idleMs });
      await deps.store.grouped((tx) =>
        changeOwned(tx, watch.id, watch.token, { state: 'watching', problem: '', dueAt }),
      );
      // Ends with the next command, which is ours, or is the one by which the library asks a silent server whether it is
      // there: then it has to begin anew. What it answers is no proof of anything; the next command is.
      const ended = () => mine === turn && watch.bell.ring();
      if (hasIdle) session.client.idle().then(ended, ended);
      if (!(await untilCalled(deps, watch, imap))) return;
    }
  } finally {
    watch.signal.removeEventListener('abort', close);
    session.close();
  }
}

/**
 * When a mailbox is read anew though nobody asked for it: at its interval, and sooner while something comes in where the
 * server does not announce it. `idleMs`: since something came in.
 */
export function nextLookMs(
  { pollActiveMs, activeMs }: Pick<InboundPace, 'pollActiveMs' | 'activeMs'>,
  { everyMinutes, hasIdle, idleMs }: { everyMinutes: number; hasIdle: boolean; idleMs: number },
): number {
  const everyMs = everyMinutes * 60_000;
  return hasIdle || idleMs >= activeMs ? everyMs : Math.min(everyMs, pollActiveMs);
}

/** Keeps the lease meanwhile. False when the connection is not the right one any more; throws when reading is switched off. */
async function untilCalled(deps: SyncDeps, watch: Watch, imap: ImapEndpoint): Promise<boolean> {
  while (!(await watch.bell.wait(deps.clock, deps.pace.renewMs, watch.signal))) {
    if (watch.signal.aborted) return false;
    const leaseUntil = deps.clock.now() + deps.pace.leaseMs;
    await deps.store.grouped((tx) => changeOwned(tx, watch.id, watch.token, { leaseUntil }), { patient: true });
    const row = await findMailbox(deps.store.read, watch.id);
    const account = row && (await openWanted(deps, row));
    if (JSON.stringify(account?.imap) !== JSON.stringify(imap)) return false;
  }
  return true;
}

async function failed(deps: SyncDeps, watch: Watch, error: AppError, startedAt: number): Promise<void> {
  if (watch.signal.aborted || error.code === 'LEASE_LOST') {
    return letGo(deps, watch, { state: 'waiting', dueAt: deps.clock.now() });
  }
  const { id: connectorId } = watch;
  // Switched off, incomplete or deleted is no failure: it is asked again when it may have changed.
  if (error.code === 'CONNECTOR_INACTIVE' || error.code === 'CONNECTOR_UNKNOWN') {
    return rest(deps, watch, { state: 'waiting', problem: error.message, failures: 0 });
  }
  const row = await findMailbox(deps.store.read, connectorId);
  const isProven = deps.clock.now() - startedAt >= deps.pace.provenMs;
  const failures = isProven ? 1 : (row?.failures ?? 0) + 1;
  const isRefused = error.code === 'MAIL_AUTH';
  const pauses = isRefused ? deps.pace.signInPausesMs : deps.pace.pausesMs;
  const pauseMs = (pauses[Math.min(failures, pauses.length) - 1] ?? HOUR_MS) * (0.75 + Math.random() / 2);
  deps.log.warn({ connectorId, code: error.code, reason: error.message, failures }, 'mailbox not read');
  // A full server is none of this: it says MAIL_BUSY.
  if (isRefused && failures === MOST_REFUSED) await deps.connectors.markProblematic(connectorId, error.message);
  const dueAt = deps.clock.now() + Math.round(pauseMs);
  await letGo(deps, watch, { state: 'failed', problem: error.message, failures, dueAt });
}

/** Nothing to do here for now. */
function rest(deps: SyncDeps, watch: Watch, change: Partial<MailboxRow>): Promise<void> {
  return letGo(deps, watch, { ...change, dueAt: deps.clock.now() + REST_MS });
}

/** Whoever comes next may have it. Where another process has it already there is nothing to give. */
async function letGo(deps: SyncDeps, { id, token }: Watch, change: Partial<MailboxRow>): Promise<void> {
  try {
    await deps.store.write((tx) => changeOwned(tx, id, token, { ...change, leaseToken: null, leaseUntil: null }));
  } catch (error) {
    if (toAppError(error).code !== 'LEASE_LOST') throw error;
    deps.log.info({ connectorId: id }, 'mailbox is read by another process');
  }
}
