import type { EmbeddedSandbox } from './sandbox-host.ts';

const MOST_MAILS = 200;

export interface SandboxMail {
  id: string;
  address: string;
  folder: string;
  from: string;
  subject: string;
  receivedAt: number;
  size: number;
}

/** Of all folders, newest first. */
export function listMails(sandbox: EmbeddedSandbox, address?: string): SandboxMail[] {
  return sandbox.users
    .filter(({ user }) => address === undefined || user === address)
    .flatMap(({ user }) => sandbox.folders(user).map((folder) => ({ address: user, folder })))
    .flatMap(({ address, folder }) =>
      sandbox.mailbox(address, folder).map((mail) => ({
        id: idOf({ address, folder, uid: mail.uid }),
        ...{ address, folder },
        from: mail.text('From'),
        subject: mail.text('Subject'),
        receivedAt: mail.receivedAt,
        size: mail.raw.length,
      })),
    )
    .reverse()
    .sort((a, b) => b.receivedAt - a.receivedAt)
    .slice(0, MOST_MAILS);
}

export function findMail(sandbox: EmbeddedSandbox, id: string): { raw: Buffer } | undefined {
  for (const { user: address } of sandbox.users) {
    for (const folder of sandbox.folders(address)) {
      const found = sandbox.mailbox(address, folder).find(({ uid }) => idOf({ address, folder, uid }) === id);
      if (found) return found;
    }
  }
  return undefined;
}

/** A mail has no id of its own in IMAP: it is the one with this number in this folder. */
function idOf({ address, folder, uid }: { address: string; folder: string; uid: number }): string {
  return Buffer.from(`${uid} ${address} ${folder}`).toString('base64url');
}
