import { newId, type PlannedMail, type SenderCandidate } from '../sdk/index.ts';
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
