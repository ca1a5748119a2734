import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ImapFlow } from 'imapflow';
import { startDovecot } from '../support/mail/dovecot.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { runChild } from './child-process.ts';
import { inFlight, quantile } from './measure.ts';
import type { SyncAnswer, SyncSettings } from './sync-child.ts';

/**
 * Reading mailboxes: `npm run bench:sync`, into docs/performance-sync.md. `--messages n` of the first synchronisation
 * (100,000), `--mailboxes n` that wait in one process (200); `--print`: small sizes are told and not written there.
 */
const REPORT = 'docs/performance-sync.md';
const PASSWORD = 'pw-of-anyone';
const { values: flags } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    mailboxes: { type: 'string', default: '200' },
    print: { type: 'boolean', default: false },
  },
});
const messages = Number(flags.messages);
const mailboxes = Number(flags.mailboxes);
const folder = makeTempFolder('sync');
const dovecot = await startDovecot({ connectionsPerUser: 20 });
try {
  const run = (job: SyncSettings['job'], users: string[]) =>
    runChild<SyncAnswer>('sync-child.ts', {
      ...{ job, users, password: PASSWORD, port: dovecot.ports.imap, count: messages },
      url: `sqlite:${join(folder, `${job}.db`)}`,
    } satisfies SyncSettings);
  await fill('full@dyn.test', messages);
  const [before, first, after] = [
    await run('bare', ['full@dyn.test']),
    await run('first', ['full@dyn.test']),
    await run('bare', ['full@dyn.test']),
  ];
  const idle = await run(
    'idle',
    Array.from({ length: mailboxes }, (_, index) => `idle${index}@dyn.test`),
  );
  // Before and after: what the server has in memory by then is the same for the one between.
  const bareSeconds = (before.seconds + after.seconds) / 2;
  tell(reportOf({ bareSeconds, first, idle }));
} finally {
  await dovecot.stop();
  removeTempFolder(folder);
}

async function fill(user: string, count: number): Promise<void> {
  const clients = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const auth = { user, pass: PASSWORD };
      const port = dovecot.ports.imap;
      const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth, logger: false });
      await client.connect();
      return client;
    }),
  );
  const free = [...clients];
  await inFlight(count, clients.length, async (index) => {
    const client = free.pop();
    if (client === undefined) throw new Error('No connection is free.');
    await client.append('INBOX', letter(index));
    free.push(client);
  });
  await Promise.all(clients.map((client) => client.logout()));
}

/** 4 kB, of 500 people, in conversations of four. */
function letter(index: number): string {
  const person = `person${index % 500}@contact.test`;
  const first = index - (index % 4);
  return [
    `From: Person ${index % 500} <${person}>`,
    'To: support@dyn.test',
    `Subject: Letter ${index} of person${index % 500}`,
    `Message-ID: <${index}@contact.test>`,
    ...(index === first ? [] : [`In-Reply-To: <${first}@contact.test>`]),
    'Content-Type: text/plain; charset=utf-8',
    '',
    `${'What this letter says is of no importance. '.repeat(2)}\r\n`.repeat(42),
  ].join('\r\n');
}

interface Measured {
  bareSeconds: number;
  first: SyncAnswer;
  idle: SyncAnswer;
}

function reportOf({ bareSeconds, first, idle }: Measured): string {
  const rate = messages / first.seconds;
  const stored = messages / first.storedSeconds;
  const bare = messages / bareSeconds;
  const p95 = quantile(first.searchMs, 0.95);
  const rows: [what: string, found: string, target: string, reached: boolean][] = [
    ['First synchronisation, stored', `${stored.toFixed(0)}/s`, '', true],
    ['First synchronisation, read to its end', `${rate.toFixed(0)}/s`, '', true],
    ['The same messages by imapflow alone', `${bare.toFixed(0)}/s`, '', true],
    ['Ratio, stored', (stored / bare).toFixed(2), 'at least 0.60', stored / bare >= 0.6],
    ['Ratio, read to its end', (rate / bare).toFixed(2), 'at least 0.60', rate / bare >= 0.6],
    ['Peak memory of the first synchronisation', `${first.peakMb.toFixed(0)} MB`, 'below 300 MB', first.peakMb < 300],
    ['Search, p95 of 100', `${p95.toFixed(1)} ms`, 'below 100 ms', p95 < 100],
    [
      `${mailboxes} mailboxes in one process, peak memory`,
      `${idle.peakMb.toFixed(0)} MB`,
      'below 500 MB',
      idle.peakMb < 500,
    ],
  ];
  const missed = rows.filter(([, , , reached]) => !reached).length;
  const day = new Date().toISOString().slice(0, 10);
  return [
    '# Reading mailboxes in numbers',
    '',
    `Made by \`npm run bench:sync\` on ${day}: ${cpus().length} cores, Node ${process.versions.node}, SQLite, Dovecot on the same machine, ${messages} messages of 4 kB in one mailbox.`,
    'Each line is a process of its own; imapflow alone runs before and after, and the mean counts. Read to its end: stored, sealed, parsed and in its conversation.',
    '',
    '| what | found | target | |',
    '|---|---|---|---|',
    ...rows.map(([what, found, target, reached]) => {
      return `| ${what} | ${found} | ${target} | ${target === '' ? '' : reached ? 'reached' : '**missed**'} |`;
    }),
    '',
    missed === 0 ? 'All targets are reached.' : `Missed: ${missed}.`,
    '',
  ].join('\n');
}

function tell(text: string): void {
  process.stdout.write(text);
  if (!flags.print) writeFileSync(REPORT, text);
}
