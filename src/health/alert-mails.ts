import { AppError, newId, type PlannedMail, type SenderCandidate } from '../sdk/index.ts';
import type { Tx } from '../store/transaction.ts';
import type { HealthDeps } from './health-deps.ts';

export interface AlertText {
  subject: string;
  text: string;
  important: boolean;
}

/** One e-mail for each address, as any other e-mail of the outbox; `emails` may be empty. */
export function prepareAlertMails(
  deps: HealthDeps,
  { subject, text, important }: AlertText,
  { emails, sender }: { emails: readonly string[]; sender: SenderCandidate },
): Promise<unknown[]> {
  const prepared = emails.map((address) => {
    const mail: PlannedMail = {
      draft: {
        from: sender.from,
        replyTo: [],
        to: [{ address }],
        cc: [],
        bcc: [],
        subject,
        text,
        attachments: [],
        importance: important ? 'high' : 'normal',
        headers: [],
      },
      sender: { connectorId: sender.id, reason: 'default' },
      sentCopy: 'never',
      confidential: false,
      recipientKey: address,
      automatic: true,
    };
    return deps.outbox.prepare(mail, { kind: 'api', key: `alert:${newId(deps.clock.now())}` });
  });
  return Promise.all(prepared);
}

/**
 * Those who are told and what is due by it are one transaction: where another process told one of these meanwhile, nothing
 * is stored, and the next look finds what is left. Answers whether it was told.
 */
export async function tellOnce(
  deps: HealthDeps,
  mails: unknown[],
  claims: readonly ((tx: Tx) => Promise<boolean>)[],
): Promise<boolean> {
  try {
    await deps.store.write(async (tx) => {
      for (const claim of claims) if (!(await claim(tx))) throw new AppError('LEASE_LOST', 'Another process told it.');
      await deps.outbox.insert(tx, mails);
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'LEASE_LOST') return false;
    throw error;
  }
  deps.outbox.wake();
  return true;
}
