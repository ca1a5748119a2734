import {
  type AccountAnswer,
  type AccountOwner,
  type ActionContext,
  type JsonObject,
  type SenderCandidate,
  type SenderReason,
  valueAt,
} from '../../src/sdk/index.ts';
import type { MailParams, Recipient, SenderStep } from './mail-params.gen.ts';

/** The fact that says whose the instance is. */
export const OWNER_FIELD = 'instance.owner';
const EVERY_OTHER = '*';

/** One sender of a list, as it is for these facts. */
export interface ChainLine {
  /** e.g. 'sender 2 of 3' */
  place: string;
  reason: SenderReason;
  connectorId?: string;
  connector?: SenderCandidate;
  /** what it is, where the connector's name does not say it */
  who?: string;
  /** why it cannot send, as a sentence, where that is not for the connector to say */
  problem?: string;
  /** the facts name nobody here: the next one takes over, whatever the rule says about others taking over */
  nobody?: true;
}

/** The senders of a list; none where From is a mailbox or absent. */
export function sendersOf({ from }: Pick<MailParams, 'from'>): readonly SenderStep[] {
  return Array.isArray(from) ? from : [];
}

/** The mailbox that the rule wants in From; undefined where it has a list of senders. */
export function fromOf({ from }: Pick<MailParams, 'from'>): Recipient | undefined {
  return Array.isArray(from) ? undefined : from;
}

/** Whom the list means for these facts, in its order. */
export async function resolveSenders(
  steps: readonly SenderStep[],
  facts: JsonObject,
  context: ActionContext,
): Promise<ChainLine[]> {
  const lines: ChainLine[] = [];
  for (const [index, step] of steps.entries()) {
    const place = `sender ${index + 1} of ${steps.length}`;
    lines.push({ place, ...(await resolveStep(step, facts, context)) });
  }
  return lines;
}

type Resolved = Omit<ChainLine, 'place'>;

async function resolveStep(step: SenderStep, facts: JsonObject, context: ActionContext): Promise<Resolved> {
  if ('connector' in step) return connectorLine('rule', step.connector, context);
  if ('account' in step)
    return accountLine(step.account === 'owner' ? OWNER_FIELD : step.account.field, facts, context);
  const { field, map } = step.byValue;
  const value = valueAt(facts, field);
  const key = typeof value === 'string' ? value.trim() : typeof value === 'object' ? undefined : value?.toString();
  const id = connectorFor(map, key);
  if (id !== undefined) return connectorLine('runtime', id, context);
  // Without the value: the sentence also stands where the facts are not shown.
  const problem = key ? `no sender is given for what "${field}" holds.` : `there is nothing in "${field}".`;
  return { reason: 'runtime', nobody: true, problem };
}

/** By the very value, or without regard to case; `*` where nothing else fits, an empty field included. */
export function connectorFor(map: Readonly<Record<string, string>>, key: string | undefined): string | undefined {
  const own = (name: string) => (Object.hasOwn(map, name) ? map[name] : undefined);
  if (key === undefined || key === '' || key === EVERY_OTHER) return own(EVERY_OTHER);
  const alike = Object.keys(map).find((name) => name.trim().toLowerCase() === key.toLowerCase());
  return own(key) ?? (alike === undefined ? undefined : own(alike)) ?? own(EVERY_OTHER);
}

async function connectorLine(reason: SenderReason, id: string, context: ActionContext): Promise<Resolved> {
  const connector = await context.findConnector(id);
  if (connector === undefined)
    return { reason, connectorId: id, problem: `the connector ${id} does not exist any more.` };
  return { reason, connectorId: id, connector };
}

async function accountLine(field: string, facts: JsonObject, context: ActionContext): Promise<Resolved> {
  const reason = 'account';
  const owner = ownerIn(valueAt(facts, field));
  if (owner === undefined) return { reason, nobody: true, problem: `there is nobody in "${field}".` };
  const found: AccountAnswer = (await context.findAccount?.(owner)) ?? {
    problem: 'this installation knows nobody with an e-mail account.',
  };
  if ('problem' in found) return { reason, problem: found.problem };
  const { sender } = found;
  return { reason, connectorId: sender.id, connector: sender, who: `the e-mail account of ${found.owner}` };
}

/** A field for a person holds the id of a user, an address, or {name, email}; of a list the first one counts. */
function ownerIn(value: unknown): AccountOwner | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'object' && one !== null) {
    const { address, email } = one as Record<string, unknown>;
    const given = address ?? email;
    return typeof given === 'string' && given.includes('@') ? { address: given.trim() } : undefined;
  }
  if (typeof one !== 'string' || one.trim() === '') return undefined;
  const text = one.trim();
  return text.includes('@') ? { address: text } : { user: text };
}
