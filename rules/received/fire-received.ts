import { AppError, addressKey, newId, toAppError, UNKNOWN_PERSON } from '../../src/sdk/index.ts';
import type { ReceivedEventRow, ReceivedEventState } from '../../src/store/tables/received-event.table.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { cloneFacts } from '../conditions/facts.ts';
import { insertPrepared, prepareEvent } from '../events/fire-event.ts';
import { canonicalText, hashOfText } from '../events/stored-facts.ts';
import { findRule } from '../rule.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { countFired, decide, lockRule, tryLater } from './received-event.store.ts';
import { receivedFacts, withoutText } from './received-facts.ts';
import { RECEIVED_SCHEMA } from './received-schema.ts';

const DEFAULT_MOST = 3;
/** Then a mistake that does not go away by itself is told. */
const MOST_ATTEMPTS = 5;
const PAUSE_MS = 30_000;

/** What came of it; somebody else may have been first. */
interface Decision {
  state: ReceivedEventState;
  detail?: string;
}

/** Another process decided; what was begun here must not be stored. */
const taken = new Error('taken');
/** Another message of this sender was faster. */
const capped = new Error('capped');

/**
 * Lets one rule look at one received e-mail. The event, its mails and that the rule has looked at it are one transaction:
 * a process that is killed looks again, and nothing is sent twice.
 */
export async function fireReceived(deps: RuleDeps, row: ReceivedEventRow): Promise<void> {
  try {
    const decision = await look(deps, row);
    if (decision !== undefined) await deps.store.write((tx) => settle(deps, tx, row, decision));
  } catch (error) {
    if (error === taken) return;
    await failed(deps, row, error);
  }
}

/** What it says cannot be used, an address that is none for one; or it is trouble of the moment, and the others go on meanwhile. */
async function failed(deps: RuleDeps, row: ReceivedEventRow, error: unknown): Promise<void> {
  const { code, retryable, message: detail } = toAppError(error);
  const isMistake = error instanceof AppError && !retryable && code !== 'DATABASE' && code !== 'INTERNAL';
  if (isMistake || row.attempts + 1 >= MOST_ATTEMPTS) {
    await deps.store.write((tx) => settle(deps, tx, row, { state: 'failed', detail })).catch(unlessTaken);
  } else {
    await deps.store.write((tx) => tryLater(tx, row, deps.clock.now() + PAUSE_MS));
  }
  if (!isMistake) throw error;
}

async function look(deps: RuleDeps, row: ReceivedEventRow): Promise<Decision | undefined> {
  const rule = await findRule(deps.store.read, row.ruleId);
  if (rule?.enabled !== true || rule.trigger['kind'] !== 'email-received') return { state: 'rule_off' };
  const why = await deps.whyNotUse?.(String(rule.trigger['mailbox']), rule.authorId ?? UNKNOWN_PERSON);
  if (why !== undefined) return { state: 'failed', detail: why };
  const most = Number(rule.trigger['most'] ?? DEFAULT_MOST);
  const since = deps.clock.now();
  if ((await countFired(deps.store.read, row, since)) >= most) return overCap(most);
  const mail = await deps.readReceived?.(row.messageId);
  if (mail === undefined) return { state: 'failed', detail: 'The e-mail is not stored any more.' };
  const own = await whoseOwn(deps, row, mail.messageId);
  if (own !== undefined) return { state: 'own', detail: own };
  try {
    await submit(deps, { row, rule, most }, cloneFacts(receivedFacts(mail)));
    return undefined;
  } catch (error) {
    if (error === capped) return overCap(most);
    throw error;
  }
}

function overCap(most: number): Decision {
  const times = most === 1 ? 'once' : `${most} times`;
  const detail = `Stopped at the cap: the rule fired ${times} for this sender within 24 hours. Two programs may be answering each other.`;
  return { state: 'capped', detail };
}

/** A sentence for what this installation wrote itself, or a mailbox of it sent: answering it would go on without end. */
async function whoseOwn(deps: RuleDeps, { sender }: ReceivedEventRow, messageId: string | null) {
  const { read } = deps.store;
  const sent = await read.sql<unknown[]>`SELECT 1 FROM message WHERE message_id = ${messageId ?? ''} LIMIT 1`;
  if (sent.length > 0) return 'This server sent it itself.';
  if (sender === '') return undefined;
  // Not what somebody only says is the own one: it would silence the rules for anybody's address.
  const accounts = await read.sql<unknown[]>`
    SELECT 1 FROM email_account WHERE address_key = ${sender} AND proven_at IS NOT NULL LIMIT 1`;
  if (accounts.length > 0) return 'It is from an e-mail account that is connected here.';
  const mailboxes = await read.sql<{ id: string }[]>`SELECT id FROM mailbox WHERE read <> 'off' LIMIT 500`;
  for (const { id } of mailboxes) {
    const connector = await deps.findConnector(id);
    if (connector !== undefined && addressKey(connector.from.address) === sender) {
      return `It is from "${connector.displayName}", whose mailbox is read here.`;
    }
  }
  return undefined;
}

async function submit(
  deps: RuleDeps,
  { row, rule, most }: { row: ReceivedEventRow; rule: RuleRow; most: number },
  facts: ReturnType<typeof cloneFacts>,
): Promise<void> {
  const now = deps.clock.now();
  const prepared = await prepareEvent(deps, {
    ...{ eventId: newId(now), now, triggerKey: rule.triggerKey, schema: RECEIVED_SCHEMA, facts, hold: false },
    by: rule.authorId ?? UNKNOWN_PERSON,
    onlyRule: rule.id,
    idempotencyKey: `received:${row.id}`,
    requestHash: hashOfText(canonicalText(['received', row.ruleId, row.messageId])),
  });
  const event = { ...prepared.event, facts: withoutText(prepared.event.facts) };
  await deps.store.grouped(async (tx) => {
    await lockRule(tx, row.ruleId);
    if ((await countFired(tx, row, deps.clock.now())) >= most) throw capped;
    const answer = await insertPrepared(tx, deps, { ...prepared, event });
    if (answer === undefined) throw taken;
    const [outcome] = answer.rules;
    const state = outcome === undefined ? 'rule_off' : outcome.fired ? 'fired' : 'not_fired';
    await settle(deps, tx, row, { state, eventId: answer.eventId });
  });
}

async function settle(
  { clock }: RuleDeps,
  tx: Tx,
  row: ReceivedEventRow,
  { state, detail = '', eventId = null }: Decision & { eventId?: string | null },
): Promise<void> {
  if (!(await decide(tx, row.id, { state, detail, eventId, at: clock.now() }))) throw taken;
}

function unlessTaken(error: unknown): void {
  if (error !== taken) throw error;
}
