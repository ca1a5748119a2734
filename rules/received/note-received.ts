import { addressKey, newId } from '../../src/sdk/index.ts';
import { insertRows } from '../../src/store/sql.ts';
import type { Tx } from '../../src/store/transaction.ts';
import type { RuleDeps } from '../rule-deps.ts';

/** A message that was just read, in the transaction that says so. */
export interface JustReceived {
  id: string;
  mailboxId: string;
  kind: string;
  /** '' for none */
  from: string;
  receivedAt: number;
  storedAt: number;
  /** our clock: its inbox was seen without it; null: nobody knows how long it was there when it was read */
  cameAfter: number | null;
}

/** By so much a mail server's clock may be behind ours, or what was moved into the inbox be older. */
const CLOCKS_MS = 5 * 60_000;

/**
 * The rules that are to look at it later, each once for ever: a row for each. Not what was there before a rule was
 * switched on, so that neither the first reading nor another UIDVALIDITY fires anything. True: there are some.
 */
export async function noteReceived({ clock }: Pick<RuleDeps, 'clock'>, tx: Tx, mail: JustReceived): Promise<boolean> {
  const rules = await tx.sql<{ id: string; trigger_json: string; enabled_at: number | string | null }[]>`
    SELECT id, trigger_json, enabled_at FROM rule WHERE trigger_key = ${`mail:${mail.mailboxId}`} AND enabled`;
  const now = clock.now();
  const rows = rules
    .filter(({ trigger_json: trigger, enabled_at: at }) => {
      const since = at === null ? Number.POSITIVE_INFINITY : Number(at);
      const isWanted = mail.kind === 'mail' || (JSON.parse(trigger) as { automatic?: boolean }).automatic === true;
      return isWanted && cameSince(mail, since);
    })
    .map(({ id: ruleId }) => ({
      ...{ id: newId(now), rule_id: ruleId, message_id: mail.id, sender: addressKey(mail.from) },
      ...{ state: 'waiting', detail: '', event_id: null, attempts: 0, due_at: now, created_at: now, decided_at: null },
    }));
  await insertRows(tx, 'received_event', rows);
  return rows.length > 0;
}

/**
 * Where we saw the inbox without it after the rule was switched on, it came later, whatever its server's clock says.
 * Otherwise that clock decides alone: in doubt a rule stays silent. INTERNALDATE has whole seconds (RFC 9051, section 2.3.3).
 */
function cameSince({ storedAt, receivedAt, cameAfter }: JustReceived, since: number): boolean {
  if (storedAt < since) return false;
  if (cameAfter !== null && cameAfter >= since) return receivedAt >= since - CLOCKS_MS;
  return receivedAt >= Math.floor(since / 1000) * 1000;
}
