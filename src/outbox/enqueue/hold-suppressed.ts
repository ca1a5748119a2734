import { addressKey, suppressedText, unsubscribedText } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import type { ClaimedDelivery } from '../deliver/claim.ts';
import type { OutboxDeps } from '../deps.ts';
import { unsubscribedOf } from '../links/unsubscribe-link.ts';
import { suppressedProof } from '../proof/proof-entries.ts';
import { type Hit, holdClaimed, markLeftOut } from './hold-claimed.ts';

/** Both ways are open to whoever reads this: the row of a payroll run and the page of the e-mail have a button for it. */
const ADVICE =
  'To send it, end that suppression, then try this e-mail again: here, in the outbox, or with "mailrule outbox retry".';

const ADVICE_OF_MASS_MAIL =
  'To send it all the same, end that with "mailrule unsubscribed end", then try this e-mail again; or cancel it.';

interface MassHit extends Hit {
  /** it is mass mail, from which the address unsubscribed */
  unsubscribed?: true;
}

/**
 * An address may have come onto the suppression list while its mail waited, or unsubscribed from mass mail. Such a
 * recipient is left out of the envelope where others remain: the bytes stay what they are. A mail with nobody left is held, and so is one of a payroll run: it
 * sends what was approved or nothing. Answers what is still to be sent.
 */
export async function holdSuppressed(
  deps: OutboxDeps,
  claimed: readonly ClaimedDelivery[],
  by: { token: string; connectorId: string },
): Promise<ClaimedDelivery[]> {
  const all = claimed.flatMap(({ recipients }) => recipients);
  const suppressed = await deps.findSuppressed?.([...new Set(all)]);
  const ids = claimed.map(({ id }) => id);
  const unsubscribed = await unsubscribedOf(deps.store.read, ids);
  if (!suppressed?.size && unsubscribed.size === 0) return [...claimed];
  const left: ClaimedDelivery[] = [];
  for (const delivery of claimed) {
    const hits = delivery.recipients.flatMap((address): MassHit[] => {
      const hit = suppressed?.get(addressKey(address));
      if (hit !== undefined) return [{ address, why: suppressedText(hit) }];
      const at = unsubscribed.get(delivery.id)?.get(addressKey(address));
      return at === undefined ? [] : [{ address, why: unsubscribedText({ address, at }), unsubscribed: true }];
    });
    const out = new Set(hits.map(({ address }) => address));
    const others = delivery.recipients.filter((address) => !out.has(address));
    if (hits.length === 0) left.push(delivery);
    else if (delivery.locked || others.length === 0) await hold(deps, delivery, hits, by);
    else if (await leaveOut(deps, delivery, hits, by.token)) left.push({ ...delivery, recipients: others });
  }
  return left;
}

function hold(
  deps: OutboxDeps,
  delivery: ClaimedDelivery,
  hits: readonly MassHit[],
  by: { token: string; connectorId: string },
): Promise<void> {
  const advice = hits.some(({ unsubscribed }) => unsubscribed) ? ADVICE_OF_MASS_MAIL : ADVICE;
  const detail = `${hits.map(({ why }) => withPeriod(why)).join(' ')} ${advice}`;
  const proof = (what: 'held' | 'left_out', at: number) => suppressedProof(delivery.id, hits, what, at);
  return holdClaimed(deps, delivery, by, { reason: 'suppressed', detail, hits, proof });
}

function withPeriod(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** False when the mail was taken back meanwhile. */
async function leaveOut(
  deps: OutboxDeps,
  { id }: ClaimedDelivery,
  hits: readonly Hit[],
  token: string,
): Promise<boolean> {
  const now = deps.clock.now();
  return deps.store.grouped(async (tx) => {
    const [held] = await tx.sql<unknown[]>`
      SELECT 1 FROM delivery WHERE id = ${id} AND lease_token = ${token} AND state = 'sending'`;
    if (held === undefined) return false;
    await markLeftOut(tx, id, hits);
    await insertProof(tx, [suppressedProof(id, hits, 'left_out', now)]);
    return true;
  });
}
