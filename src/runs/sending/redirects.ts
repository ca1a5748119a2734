import { createHash } from 'node:crypto';
import { AppError, guardText, invalid, letsThrough, parseAddress, sameAddress } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import type { EndedRedirect, RunItemRow, RunRedirect } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { type Author, changeRun } from '../change-run.ts';
import { mayReceive } from '../plan/fence.ts';
import { getItem, updateItem } from '../rows/item.store.ts';
import { ASKED, getRun } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import { asksContacts, type Choices } from '../run-options.ts';
import { OUTCOME } from './mail-counts.ts';

interface Of {
  runId: string;
  itemId: string;
}

/** `to` is what the person saw. */
type About = Of & { to: string };

/** A server took it or refused it. */
const SENT = ['accepted', 'failed', 'bounced'];
const MEND = 'Correct the address of the row and plan it again, in this run or a new one.';
const ITS_OWN = 'This is the registered address of the row; give another one, or send the e-mail again to its own.';
const GONE = 'Nobody asked for this address, or it was changed since. Read the row again.';

/** A row's e-mail that was sent, to another address: asked for here, done when a second person confirms it. */
export async function askRedirect(
  deps: RunDeps,
  ask: Of & { to: string; reason: string },
  author: Author,
): Promise<void> {
  const parsed = parseAddress(ask.to);
  if ('problem' in parsed) throw new AppError('ADDRESS', parsed.problem);
  const reason = reasonOf(ask.reason);
  await changeItem(deps, ask, author, async (item, tx) => {
    if (item.messageId === null)
      throw new AppError('STATE', 'This row has no e-mail that could go to another address.');
    if (item.redirect !== null) throw new AppError('CONFLICT', alreadyAsked(item.redirect));
    await assertSent(tx, item.messageId);
    if (isRegistered(item, parsed.address)) throw invalid([{ path: '/to', message: ITS_OWN }]);
    await deps.outbox.runs.assertContent(tx, item.messageId);
    const redirect = { to: parsed.address, reason, by: author.name, byId: author.id, at: deps.clock.now() };
    await tell(deps, tx, item, { step: 'asked', to: redirect.to, by: author.name, reason });
    return { redirect };
  });
}

/** What nobody tried to send cannot go elsewhere. STATE says what there is to do. */
async function assertSent(tx: Tx, messageId: string): Promise<void> {
  const [mail] = await tx.sql<{ outcome: string }[]>`
    SELECT ${() => OUTCOME} AS outcome FROM delivery d WHERE d.id = ${messageId}`;
  const outcome = mail?.outcome ?? 'gone';
  if (SENT.includes(outcome)) return;
  if (outcome === 'uncertain') {
    throw new AppError('STATE', 'This e-mail may or may not have arrived. Decide about it first, then ask.');
  }
  throw new AppError('STATE', `This e-mail was not sent (${outcome}), so it cannot go to another address. ${MEND}`);
}

/** By now the guard may be on. It captures what goes to another address, so nothing would come of the confirmation. */
async function assertLeaves({ outbox }: RunDeps, to: string): Promise<void> {
  const { guards } = await outbox.readGate();
  if (letsThrough(guards, to)) return;
  const sentence = `The guard would capture it, and nobody would get it. ${guardText(guards) ?? ''}`;
  throw new AppError('STATE', `${sentence} Confirm it when the guard is off.`);
}

function isRegistered({ address }: RunItemRow, to: string): boolean {
  const registered = parseAddress(address);
  return !('problem' in registered) && sameAddress(registered.address, to);
}

function alreadyAsked({ by, to }: RunRedirect): string {
  return `${by} asked for ${to} already, and nobody has decided that. Have it confirmed, declined or taken back first.`;
}

/** The e-mail leaves under a key of the request, so a crash in the middle lets it be confirmed again and sends it once. */
export async function confirmRedirect(deps: RunDeps, ask: About, author: Author): Promise<{ id: string }> {
  const { options } = await getRun(deps.store.read, ask.runId);
  const choices = options as Choices;
  await assertLeaves(deps, ask.to);
  const { item, redirect, passesFence } = await claimConfirmation(deps, ask, choices, author);
  // The version that the person saw is the one of before.
  const later = { ...author, seen: undefined };
  const fenced = asksContacts(choices) && passesFence;
  const sent = await send(deps, item, { ...redirect, fenced }, author).catch(async (error: unknown) => {
    // Not sent: it waits again, and may be declined.
    await changeItem(deps, ask, later, async () => ({ redirect: { ...redirect } }));
    throw error;
  });
  await changeItem(deps, ask, later, async (now, tx) => {
    // Two persons pressed at once: the e-mail is one, and so is what is told of it.
    if (now.redirect?.at !== redirect.at) return {};
    return end(deps, tx, now, redirect, { ended: 'confirmed', by: author.name, reason: null, mailId: sent.id });
  });
  deps.outbox.wake();
  return sent;
}

interface Claimed {
  item: RunItemRow;
  redirect: RunRedirect;
  /** asked once: whom nobody else had to confirm for, the worker asks about again */
  passesFence: boolean;
}

/** From here on nobody declines it or takes it back. */
async function claimConfirmation(deps: RunDeps, ask: About, choices: Choices, author: Author): Promise<Claimed> {
  const claimed: Claimed[] = [];
  await changeItem(deps, ask, author, async (item, tx) => {
    const { confirming: _, ...redirect } = openRedirect(item, ask.to);
    const passesFence = await isOwn(deps, tx, choices, item, redirect.to);
    if (redirect.byId === author.id && choices.confidential && !passesFence) {
      throw new AppError('FORBIDDEN', 'You asked for this address yourself: a second person has to confirm it.');
    }
    claimed.push({ item, redirect, passesFence });
    return { redirect: { ...redirect, confirming: author.name } };
  });
  const last = claimed.at(-1);
  if (last === undefined) throw new AppError('STATE', GONE);
  return last;
}

/** Whether the address is one of the person's own, or permitted: of the row, or of the contact as it is now. */
async function isOwn(deps: RunDeps, read: Tx, choices: Choices, item: RunItemRow, to: string): Promise<boolean> {
  const contacts = asksContacts(choices) ? await deps.findRegistered(read, [item.owner]) : undefined;
  const addresses = contacts === undefined ? [item.address] : (contacts.get(item.ownerKey)?.addresses ?? []);
  return mayReceive({ registered: { addresses }, permitted: choices.permitted }, to);
}

function send(
  deps: RunDeps,
  item: RunItemRow,
  { to, at, by, fenced }: RunRedirect & { fenced: boolean },
  { name: confirmedBy }: Author,
): Promise<{ id: string }> {
  if (item.messageId === null) throw new AppError('STATE', GONE);
  const key = `${item.id}:${at}`;
  return deps.outbox.runs.resend({ id: item.messageId, to: { address: to }, key, by, confirmedBy, fenced });
}

/** By the second person: it does not go there. */
export async function declineRedirect(deps: RunDeps, ask: About & { reason: string }, author: Author): Promise<void> {
  const reason = reasonOf(ask.reason);
  await changeItem(deps, ask, author, async (item, tx) => {
    const redirect = undecided(openRedirect(item, ask.to));
    if (redirect.byId === author.id) {
      throw new AppError('FORBIDDEN', 'You asked for this address yourself: take it back instead.');
    }
    return end(deps, tx, item, redirect, { ended: 'declined', by: author.name, reason });
  });
}

/** By the one who asked. */
export async function withdrawRedirect(deps: RunDeps, ask: About & { reason: string }, author: Author): Promise<void> {
  const reason = reasonOf(ask.reason);
  await changeItem(deps, ask, author, async (item, tx) => {
    const redirect = undecided(openRedirect(item, ask.to));
    if (redirect.byId !== author.id) {
      throw new AppError(
        'FORBIDDEN',
        `Only ${redirect.by}, who asked for it, can take it back. A second person declines it.`,
      );
    }
    return end(deps, tx, item, redirect, { ended: 'withdrawn', by: author.name, reason });
  });
}

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason === '') throw invalid([{ path: '/reason', message: 'Say why.' }]);
  return reason;
}

function openRedirect({ redirect, messageId }: RunItemRow, to: string): RunRedirect {
  if (redirect === null || messageId === null || redirect.to !== to) throw new AppError('STATE', GONE);
  return redirect;
}

function undecided(redirect: RunRedirect): RunRedirect {
  if (redirect.confirming === undefined) return redirect;
  throw new AppError('STATE', `${redirect.confirming} confirmed it already. Read the row again.`);
}

/** It stays on the row for whoever looks later, and in the proof for good. */
async function end(
  deps: RunDeps,
  tx: Tx,
  item: RunItemRow,
  { to, reason: why, by: asker, at }: RunRedirect,
  how: { ended: EndedRedirect['ended']; by: string; reason: string | null; mailId?: string },
): Promise<Pick<RunItemRow, 'redirect' | 'redirects'>> {
  const { ended, by, reason, mailId } = how;
  await tell(deps, tx, item, { step: ended, to, by, reason });
  const mail = mailId === undefined ? {} : { mailId };
  const told = {
    to,
    reason: why,
    by: asker,
    at,
    ended,
    endedBy: by,
    endedAt: deps.clock.now(),
    endedReason: reason,
    ...mail,
  };
  return { redirect: null, redirects: [...(item.redirects ?? []), told] };
}

/** The address as in all records: a digest, since they are never deleted. */
async function tell(
  deps: RunDeps,
  tx: Tx,
  { id: row, line, runId }: RunItemRow,
  { to, ...what }: { step: string; to: string; by: string; reason: string | null },
): Promise<void> {
  const digest = createHash('sha256').update(to.toLowerCase()).digest('hex');
  const data = { row, line, ...what, to: digest };
  await insertProof(tx, [{ subject: runId, kind: 'redirect', at: deps.clock.now(), data }]);
}

async function changeItem(
  deps: RunDeps,
  of: Of,
  author: Author,
  change: (item: RunItemRow, tx: Tx) => Promise<Partial<RunItemRow>>,
): Promise<void> {
  const from = ['sending', 'paused', 'stopped', 'finished', 'cancelled'] as const;
  const otherwise = 'Only what was sent can go to another address.';
  await changeRun(deps, { id: of.runId, author, from, otherwise }, async (_run, tx) => {
    const item = await getItem(tx, of.runId, of.itemId);
    await updateItem(tx, item.id, {
      ...(await change(item, tx)),
      version: item.version + 1,
      updatedAt: deps.clock.now(),
    });
    return {};
  });
}

/** How many rows of the run wait for a second person. */
export async function countOpenRedirects(read: Tx, runId: string): Promise<number> {
  const [row] = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM run_item WHERE run_id = ${runId} AND ${() => ASKED}`;
  return Number(row?.n ?? 0);
}
