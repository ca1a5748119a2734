import { type Guard, guardText, letsThrough } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import type { Tx } from '../../store/transaction.ts';

/**
 * Of what was just claimed, in the same transaction: what the guards let through. The rest is captured. It is final: a
 * guard that is switched off must not let loose what piled up behind it; a person may send it again.
 */
export async function captureGuarded<Mail extends { id: string; recipients: string[] }>(
  tx: Tx,
  claimed: Mail[],
  guards: readonly Guard[],
  now: number,
): Promise<Mail[]> {
  const text = guardText(guards);
  if (text === undefined) return claimed;
  const passes = ({ recipients }: Mail) => recipients.every((address) => letsThrough(guards, address));
  const captured = claimed.filter((one) => !passes(one)).map(({ id }) => id);
  if (captured.length === 0) return claimed;
  const detail = `Captured by the guard, nobody received it. ${text}`;
  await tx.sql`
    UPDATE delivery SET state = 'cancelled', held_reason = 'guard', lease_token = NULL, due_at = NULL,
      attempts = attempts - 1, detail = ${detail}, updated_at = ${now}
    WHERE id IN (${() => captured})`;
  await insertProof(
    tx,
    captured.map((id) => ({ subject: id, kind: 'ended', at: now, data: { state: 'cancelled', reason: detail } })),
  );
  return claimed.filter(passes);
}
