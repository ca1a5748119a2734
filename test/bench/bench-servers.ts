import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { startDovecot } from '../support/mail/dovecot.ts';
import { sentFolderOf } from '../support/mail/dovecot-layouts.ts';
import { waitForGreeting } from '../support/mail/greeting.ts';
import { startPrivateProcess } from '../support/private-process.ts';

/** Where one run of a contestant sends and files. The mailbox is its own and empty. */
export interface Target {
  smtpPort: number;
  imapPort: number;
  user: string;
  password: string;
  sentFolder: string;
}

export interface BenchServers {
  target(): Target;
  /** Copies in the Sent folder, counted on the server's disk. */
  filed(target: Target): number;
  /** Removes the mailbox of a run. */
  discard(target: Target): void;
  stop(): Promise<void>;
}

const SINK = '/usr/sbin/smtp-sink';

/** Dovecot with maildir for the copies, Postfix's smtp-sink for the deliveries: the fastest receivers there are. */
export async function startBenchServers(): Promise<BenchServers> {
  const dovecot = await startDovecot();
  const smtpPort = await freePort();
  const sink = await startPrivateProcess({
    command: SINK,
    args: ['-m', '500', `127.0.0.1:${smtpPort}`, '500'],
    cwd: dovecot.folder,
    user: dovecot.user,
  });
  await sink.until(waitForGreeting(smtpPort));
  const sentFolder = sentFolderOf('outlook');
  const home = (target: Target) => join(dovecot.folder, 'mail', target.user);
  let made = 0;
  return {
    target: () => {
      made += 1;
      return {
        smtpPort,
        imapPort: dovecot.ports.imap,
        user: `run${made}@dyn.test`,
        password: 'pw-of-anyone',
        sentFolder,
      };
    },
    filed: (target) => {
      const folder = join(home(target), 'Maildir', `.${sentFolder}`);
      return ['cur', 'new'].reduce((sum, part) => sum + readdirSync(join(folder, part)).length, 0);
    },
    discard: (target) => rmSync(home(target), { recursive: true, force: true }),
    stop: async () => {
      await sink.stop();
      await dovecot.stop();
    },
  };
}
