import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { startDovecot } from '../support/mail/dovecot.ts';
import { openRawImap } from '../support/mail/raw-imap.ts';
import { sharedServers } from '../support/servers.ts';
import { BOUNCE, MIXED, NO_BODY, RAW_EIGHT_BIT } from './sandbox-messages.ts';

/** What both servers are asked to be: 1 MB quota, 3 connections for one user, any name@dyn.test with password "pw". */
interface ImapUnderTest {
  port: number;
  stop(): Promise<void>;
}

const PASSWORD = 'pw-of-anyone';
const QUOTA = 1024 * 1024;
const CONNECTIONS = 3;
const names = Array.from({ length: 40 }, (_, index) => `u${index}@dyn.test`);

async function sandbox(): Promise<ImapUnderTest> {
  const server = await startSandbox({
    users: names.map((user) => ({ user, password: PASSWORD, quota: QUOTA })),
    tls: { ...sharedServers().mail.certs.good, mode: 'starttls' },
    connectionsPerUser: CONNECTIONS,
  });
  return { port: server.imapPort, stop: () => server.stop() };
}

async function dovecot(): Promise<ImapUnderTest> {
  const server = await startDovecot({
    certificate: sharedServers().mail.certs.good,
    quota: '1M',
    connectionsPerUser: CONNECTIONS,
  });
  return { port: server.ports.imap, stop: () => server.stop() };
}

// One suite over both: what the sandbox answers must be what a real server answers, or fast tests prove nothing.
describe.each([
  ['the sandbox', sandbox],
  ['Dovecot', dovecot],
])('IMAP of %s', (_, start) => {
  let server: ImapUnderTest;
  let user = '';
  let client: ImapFlow;
  let next = 0;
  const clients: ImapFlow[] = [];

  const open = async (options: { pass?: string; startTls?: boolean } = {}) => {
    const opened = new ImapFlow({
      ...{ host: 'localhost', port: server.port, secure: false, doSTARTTLS: options.startTls ?? false },
      auth: { user, pass: options.pass ?? PASSWORD },
      tls: { ca: sharedServers().mail.certs.caPem },
      logger: false,
      autoIdleDelay: 10,
    });
    opened.on('error', () => undefined);
    clients.push(opened);
    await opened.connect();
    return opened;
  };
  const raw = () => openRawImap({ port: server.port, user, password: PASSWORD });

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    user = names[next++] ?? '';
    client = await open();
  });
  afterEach(() => {
    for (const opened of clients.splice(0)) opened.close();
  });

  test('lists its folders with their special use and status', async () => {
    const folders = await client.list({ statusQuery: { messages: true, unseen: true } });
    const shown = folders.map((folder) => [folder.path, folder.specialUse, folder.delimiter, folder.status?.messages]);
    expect(shown.sort()).toEqual([
      ['Deleted Items', '\\Trash', '/', 0],
      ['Drafts', '\\Drafts', '/', 0],
      ['INBOX', '\\Inbox', '/', 0],
      ['Junk Email', '\\Junk', '/', 0],
      ['Sent Items', '\\Sent', '/', 0],
    ]);
    expect(folders.find((folder) => folder.path === 'Sent Items')?.specialUseSource).toBe('extension');
  });

  test('offers what the product relies on', () => {
    const wanted = ['IDLE', 'LITERAL+', 'MULTIAPPEND', 'NAMESPACE', 'SPECIAL-USE', 'UIDPLUS', 'CONDSTORE', 'MOVE'];
    expect(wanted.filter((capability) => !client.capabilities.has(capability))).toEqual([]);
  });

  test('signs in after STARTTLS', async () => {
    expect((await open({ startTls: true })).secureConnection).toBe(true);
  });

  test('refuses a wrong password with AUTHENTICATIONFAILED', async () => {
    await expect(open({ pass: 'wrong' })).rejects.toMatchObject({
      authenticationFailed: true,
      serverResponseCode: 'AUTHENTICATIONFAILED',
    });
  });

  test('refuses one connection too many with LIMIT', async () => {
    for (let count = 1; count < CONNECTIONS; count++) await open();
    await expect(open()).rejects.toMatchObject({ serverResponseCode: 'LIMIT' });
  });

  test('appends with flags and date and gives uid and uidvalidity back', async () => {
    const at = new Date('2026-02-03T04:05:06Z');
    const first = await client.append('Sent Items', MIXED, ['\\Seen'], at);
    const second = await client.append('Sent Items', NO_BODY, [], at);
    const status = await client.status('Sent Items', { messages: true, unseen: true, uidNext: true });
    expect(status).toMatchObject({ messages: 2, unseen: 1, uidNext: 3 });
    const { uidValidity } = await client.mailboxOpen('Sent Items');
    expect(first).toMatchObject({ uid: 1, uidValidity });
    expect(second).toMatchObject({ uid: 2, uidValidity });
    const message = await client.fetchOne('1', { flags: true, internalDate: true, source: true });
    if (!message) throw new Error('nothing fetched');
    expect([...(message.flags ?? [])].filter((flag) => flag !== '\\Recent')).toEqual(['\\Seen']);
    expect(message.internalDate).toEqual(at);
    expect(message.source?.equals(MIXED)).toBe(true);
  });

  test('appends to a missing folder: TRYCREATE', async () => {
    await expect(client.append('Nope', MIXED)).rejects.toMatchObject({ serverResponseCode: 'TRYCREATE' });
  });

  test('a full mailbox: OVERQUOTA', async () => {
    const half = Buffer.from(`Subject: big\r\n\r\n${`${'x'.repeat(76)}\r\n`.repeat(8_000)}`);
    await client.append('Sent Items', half);
    await expect(client.append('Sent Items', half)).rejects.toMatchObject({ serverResponseCode: 'OVERQUOTA' });
  });

  test('MULTIAPPEND stores several messages at once and answers with their uid range', async () => {
    const imap = await raw();
    const answer = await imap.command(
      'APPEND "Sent Items"',
      ['(\\Seen)', '"03-Feb-2026 04:05:06 +0000"', NO_BODY],
      ['()', MIXED],
      [RAW_EIGHT_BIT],
    );
    expect(answer.last).toMatch(/^OK \[APPENDUID \d+ 1:3\]/);
    await imap.logout();
    await client.mailboxOpen('Sent Items');
    const stored = await client.fetchAll('1:*', { source: true, flags: true });
    expect(stored.map((message) => message.source?.toString('latin1'))).toEqual(
      [NO_BODY, MIXED, RAW_EIGHT_BIT].map((bytes) => bytes.toString('latin1')),
    );
    expect(stored.map((message) => message.flags?.has('\\Seen'))).toEqual([true, false, false]);
  });

  test('MULTIAPPEND beyond the quota stores nothing of it', async () => {
    const half = Buffer.from(`Subject: big\r\n\r\n${`${'x'.repeat(76)}\r\n`.repeat(8_000)}`);
    const imap = await raw();
    const answer = await imap.command('APPEND "Sent Items"', [NO_BODY], [half], [half]);
    expect(answer.last).toMatch(/^NO \[OVERQUOTA\]/);
    await imap.logout();
    expect(await client.status('Sent Items', { messages: true })).toMatchObject({ messages: 0 });
  });

  test('pipelined APPENDs with LITERAL+ are answered in their order', async () => {
    const imap = await raw();
    const answers = await Promise.all([1, 2, 3].map(() => imap.command('APPEND Drafts', ['(\\Seen)', NO_BODY])));
    expect(answers.map((answer) => /APPENDUID \d+ (\d+)\]/.exec(answer.last)?.[1])).toEqual(['1', '2', '3']);
    await imap.logout();
  });

  test('a literal without + gets a go-ahead', async () => {
    const imap = await raw();
    const answer = await imap.command('APPEND Drafts', { synchronizing: true }, [NO_BODY]);
    expect(answer.last).toMatch(/^OK \[APPENDUID \d+ 1\]/);
    await imap.logout();
  });

  test('searches as the other does', async () => {
    for (const message of [MIXED, NO_BODY, RAW_EIGHT_BIT]) {
      await client.append('Sent Items', message, ['\\Seen'], new Date('2026-02-03T04:05:06Z'));
    }
    await client.mailboxOpen('Sent Items');
    const search = (query: Parameters<ImapFlow['search']>[0]) => client.search(query, { uid: true });
    expect(await search({ header: { 'message-id': '<abc@x>' } })).toEqual([1]);
    // A substring, without regard to case: callers must compare the header themselves.
    expect(await search({ header: { 'message-id': 'ABC@' } })).toEqual([1]);
    expect(await search({ header: { 'message-id': '<none@x>' } })).toEqual([]);
    expect(await search({ header: { references: '<r2@x>' } })).toEqual([1]);
    expect(await search({ subject: 'grüße' })).toEqual([1]);
    expect(await search({ from: 'x@y.test' })).toEqual([1]);
    expect(await search({ body: 'inner body' })).toEqual([1]);
    expect(await search({ since: new Date('2026-02-03') })).toEqual([1, 2, 3]);
    expect(await search({ before: new Date('2026-02-03') })).toEqual([]);
    expect(await search({ larger: 400 })).toEqual([1]);
    expect(await search({ or: [{ seen: false }, { uid: '2:3' }] })).toEqual([2, 3]);
    expect(await search({ not: { header: { 'message-id': '<abc@x>' } } })).toEqual([2, 3]);
  });

  test('changes flags, copies, moves and deletes', async () => {
    for (let count = 0; count < 3; count++) await client.append('Drafts', NO_BODY);
    await client.mailboxOpen('Drafts');
    await client.messageFlagsAdd('2', ['\\Flagged'], { uid: true });
    expect(await client.search({ flagged: true }, { uid: true })).toEqual([2]);
    await client.messageFlagsRemove('2', ['\\Flagged'], { uid: true });
    expect(await client.search({ flagged: true }, { uid: true })).toEqual([]);
    const moved = await client.messageMove('2', 'Sent Items', { uid: true });
    expect(moved).toMatchObject({ uidMap: new Map([[2, 1]]) });
    await client.messageCopy('1', 'Sent Items', { uid: true });
    await client.messageDelete('1', { uid: true });
    expect(await client.search({ all: true }, { uid: true })).toEqual([3]);
    expect(await client.status('Sent Items', { messages: true })).toMatchObject({ messages: 2 });
  });

  test('tells an idle client about new mail, changed flags and what is gone', async () => {
    const watcher = await open();
    await watcher.mailboxOpen('INBOX');
    const event = (name: 'exists' | 'flags' | 'expunge') => new Promise<unknown>((done) => watcher.once(name, done));
    const exists = event('exists');
    await client.append('INBOX', NO_BODY);
    expect(await exists).toMatchObject({ path: 'INBOX', count: 1 });
    await client.mailboxOpen('INBOX');
    const flags = event('flags');
    await client.messageFlagsAdd('1', ['\\Seen'], { uid: true });
    expect(await flags).toMatchObject({ seq: 1 });
    const gone = event('expunge');
    await client.messageDelete('1', { uid: true });
    expect(await gone).toMatchObject({ seq: 1 });
  });

  test('creates and deletes folders with names in any script', async () => {
    expect(await client.mailboxCreate('Gelöscht & Äpfel ✓')).toMatchObject({ created: true });
    expect((await client.list()).map((folder) => folder.path)).toContain('Gelöscht & Äpfel ✓');
    expect(await client.mailboxCreate('Gelöscht & Äpfel ✓')).toMatchObject({ created: false });
    await client.mailboxDelete('Gelöscht & Äpfel ✓');
    await expect(client.mailboxOpen('Gelöscht & Äpfel ✓')).rejects.toMatchObject({ mailboxMissing: true });
  });

  test('survives what is no IMAP at all', async () => {
    const imap = await raw();
    expect((await imap.command('NONSENSE (((')).last).toMatch(/^BAD/);
    expect((await imap.command('NOOP')).last).toMatch(/^OK/);
    await imap.logout();
  });
});

describe('the sandbox beside Dovecot', () => {
  test('describes every message as Dovecot does', async () => {
    const described = [];
    for (const start of [dovecot, sandbox]) {
      const server = await start();
      try {
        described.push(await describeMessages(server.port));
      } finally {
        await server.stop();
      }
    }
    expect(described[0]).toHaveLength(4);
    expect(described[1]).toEqual(described[0]);
  });
});

async function describeMessages(port: number): Promise<unknown[]> {
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, logger: false },
    auth: { user: 'u39@dyn.test', pass: PASSWORD },
  });
  await client.connect();
  for (const message of [BOUNCE, MIXED, NO_BODY, RAW_EIGHT_BIT]) {
    await client.append('Sent Items', message, ['\\Seen'], new Date('2026-02-03T04:05:06Z'));
  }
  await client.mailboxOpen('Sent Items');
  const query = {
    ...{ uid: true, envelope: true, bodyStructure: true, size: true, internalDate: true },
    headers: ['from', 'references'],
    source: { start: 0, maxLength: 40 },
    bodyParts: ['1', '2.1', '3', 'header', 'text'],
  };
  const messages = await client.fetchAll('1:*', query, { uid: true });
  await client.logout();
  return messages.map(({ modseq: _, id: _id, emailId: _email, ...message }) => message);
}
