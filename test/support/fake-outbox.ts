import type { MailOutbox } from '../../rules/mail-outbox.ts';
import { type HeldMail, type MailCause, newId, type PlannedMail } from '../../src/sdk/index.ts';

export interface FakeMail {
  id: string;
  mail: PlannedMail | HeldMail;
  cause: MailCause;
  state: string;
}

/** The port of the outbox in memory, with its key. It knows nothing of rolled-back transactions. */
export function fakeOutbox(): MailOutbox & { mails: FakeMail[]; planned(): PlannedMail[] } {
  const mails: FakeMail[] = [];
  return {
    mails,
    planned: () => mails.map(({ mail }) => mail).filter((mail) => 'draft' in mail),
    prepare: async (mail, cause) => ({
      id: newId(),
      mail,
      cause,
      state: cause.hold || 'held' in mail ? 'held' : 'queued',
    }),
    insert: async (_tx, prepared) =>
      (prepared as FakeMail[]).map((mail) => {
        const known = mails.find(({ cause }) => cause.key === mail.cause.key);
        if (known) return known;
        mails.push(mail);
        return mail;
      }),
    awaitApproval: async (_tx, eventId) => {
      for (const mail of mails) if (mail.cause.eventId === eventId) mail.state = 'held';
    },
    release: async (_tx, eventId) => {
      for (const mail of mails) if (mail.cause.eventId === eventId) mail.state = 'queued';
    },
    cancel: async (_tx, eventId) => {
      for (const mail of mails) if (mail.cause.eventId === eventId) mail.state = 'cancelled';
    },
  };
}
