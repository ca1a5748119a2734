import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeFile } from '../../src/files/file.store.ts';
import { RETRY_POLICY } from '../../src/outbox/deliver/retry-policy.ts';
import { countDue } from '../../src/retention/count-due.ts';
import { purgeDue, type RetentionDays } from '../../src/retention/purge.ts';
import { type Clock, newId, systemClock } from '../../src/sdk/index.ts';
import { insertPiece } from '../../src/store/content.ts';
import { listProof } from '../../src/store/proof-record.ts';
import { openStore } from '../../src/store/store.ts';
import { MailLinkTable } from '../../src/store/tables/mail-link.table.ts';
import { RuleTable } from '../../src/store/tables/rule.table.ts';
import { databaseBytes } from '../support/database-bytes.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;
const NINETY: RetentionDays = { contentDays: 90, runDays: 90 };
const log = { info: () => {}, error: () => {} };
/** so many days the retention setting keeps contents, as the making of links is told */
const kept = { days: 90 as number | null };
const links = { publicUrl: 'https://mail.example.test', contentDays: async () => kept.days };
const never = new AbortController().signal;
const inDays = (days: number): Clock => ({ now: () => Date.now() + days * DAY_MS, sleep: async () => {} });

forEachDatabase((database) => {
  let rig: OutboxRig;
  let url: string;
  beforeEach(async () => {
    url = await database.create();
    rig = await openOutboxRig({ url, accounts: [testAccount()], policy: RETRY_POLICY, links });
  });
  afterEach(() => rig.close());

  const purge = (days: number, setting = NINETY, signal = never, store = rig.store) =>
    purgeDue({ store, clock: inDays(days), log, loadSettings: async () => setting }, signal);
  const change = (table: string, id: string, values: object) =>
    rig.store.write((tx) => tx.getRepository(table).update({ id }, values));
  /** a mail that came to this end now */
  const ended = async (state = 'accepted', copy?: string) => {
    const id = await rig.send();
    await change('delivery', id, { state, dueAt: null, updatedAt: Date.now() });
    if (copy !== undefined) {
      const row = { id, connectorId: 'c1', state: copy, detail: '', attempts: 0, maybeFiled: 0, updatedAt: Date.now() };
      const dueAt = ['pending', 'filing'].includes(copy) ? Date.now() : null;
      await rig.store.write((tx) => tx.getRepository('sent_copy').insert({ ...row, dueAt }));
    }
    return id;
  };
  const stored = async () => {
    const rows = await rig.store.read.sql<{ id: string; content_id: string | null; purged_at: unknown }[]>`
      SELECT m.id, m.content_id, m.purged_at, (SELECT COUNT(*) FROM content c WHERE c.id = m.content_id) AS n FROM message m`;
    return new Map(rows.map((row) => [row.id, row.content_id !== null]));
  };
  const run = async (state: string, finishedAt: number | null) => {
    const id = newId();
    await rig.store.write(async (tx) => {
      const texts = {
        name: 'r',
        period: 'p',
        ruleId: 'r',
        stateReason: '',
        step: '',
        createdBy: 'eva',
        createdById: 'eva',
      };
      const row = { id, ...texts, options: {}, state, version: 1, stepDone: 0, createdAt: 1, makers: [], finishedAt };
      await tx.getRepository('run').insert(row);
    });
    return id;
  };
  const item = async (runId: string, over: object = {}) => {
    const id = newId();
    const texts = { owner: 'E1', address: 'a@b.test', addressKey: 'a@b.test', state: 'planned' };
    const byHand = { file: { net: 'CANARY-facts' }, by: 'eva' };
    const row = {
      id,
      runId,
      seq: 1,
      line: 2,
      ...texts,
      facts: { net: 'CANARY-facts' },
      byHand,
      documentChosen: 0,
      version: 1,
    };
    await rig.store.write((tx) => tx.getRepository('run_item').insert({ ...row, updatedAt: 1, ...over }));
    return id;
  };

  const linkedMail = async (days: number, size = 10) => {
    const source = { bytes: Buffer.alloc(size, 'CANARY-linked ') };
    const file = { filename: 'a.pdf', contentType: 'application/pdf', size, source };
    const id = await rig.send({ links: [{ ...file, link: { when: 'always', days } }] });
    await change('delivery', id, { state: 'accepted', dueAt: null, updatedAt: Date.now() });
    return id;
  };
  const linkOf = (messageId: string) => rig.store.read.getRepository(MailLinkTable).findOneByOrFail({ messageId });

  test('beyond 19 the file of a link goes with the content of its e-mail; what became of the link stays', async () => {
    const id = await linkedMail(30, 600_000);
    const due = await countDue(rig.store.read, NINETY, inDays(91).now());
    expect(due.mails.bytes).toBeGreaterThan(600_000);
    expect(await purge(89)).toMatchObject({ mails: 0 });
    expect((await linkOf(id)).contentId).not.toBeNull();
    expect(await purge(91)).toMatchObject({ mails: 1 });
    expect(await linkOf(id)).toMatchObject({ contentId: null, name: 'a.pdf', size: 600_000, downloads: 0 });
    expect(await rig.store.read.getRepository('content').count()).toBe(0);
  });

  test('beyond 19 no link promises more days than the retention setting keeps the file', async () => {
    const today = Math.floor(Date.now() / DAY_MS);
    const lastDay = async (id: string) => Math.floor(((await linkOf(id)).expiresAt - 1) / DAY_MS) - today;
    kept.days = 7;
    expect(await lastDay(await linkedMail(30))).toBe(6);
    expect(await lastDay(await linkedMail(3))).toBe(3);
    kept.days = 1;
    expect(await lastDay(await linkedMail(30))).toBe(0);
    kept.days = null;
    expect(await lastDay(await linkedMail(365))).toBe(365);
    kept.days = 90;
  });

  test('content goes after its days, with a record of its own; the digest, the state and the addresses stay', async () => {
    const id = await ended();
    expect(await purge(89)).toEqual({ mails: 0, files: 0, received: 0 });
    expect((await stored()).get(id)).toBe(true);
    expect(await purge(91, { contentDays: null, runDays: 1 })).toEqual({ mails: 0, files: 0, received: 0 });
    expect(await purge(91)).toEqual({ mails: 1, files: 0, received: 0 });
    expect(await rig.store.read.getRepository('content').count()).toBe(0);
    const message = await rig.store.read.getRepository('message').findOneByOrFail({ id });
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(message).toMatchObject({ contentId: null, sha256: digest, subject: 'Payslip November' });
    expect(message['purgedAt']).toBeGreaterThan(Date.now() + 90 * DAY_MS);
    const [, record] = await listProof(rig.store.read, [id]);
    expect(record).toMatchObject({
      kind: 'purge',
      data: { what: 'content', days: 90, size: message['size'], sha256: digest },
    });
    expect(await rig.store.read.getRepository('recipient').countBy({ deliveryId: id })).toBe(1);
    expect(await purge(91)).toEqual({ mails: 0, files: 0, received: 0 });
  });

  test('what is not final stays however old it is: waiting, held, uncertain, at the dot, a Sent copy, an open run, a question', async () => {
    const kept = await Promise.all(
      ['queued', 'held', 'sending', 'dot_pending', 'uncertain'].map(async (state) => {
        const id = await rig.send();
        await change('delivery', id, { state });
        return id;
      }),
    );
    kept.push(await ended('accepted', 'pending'), await ended('accepted', 'filing'));
    for (const state of ['draft', 'planning', 'planned', 'approved', 'released', 'sending', 'paused', 'stopped']) {
      const id = await ended('failed');
      await change('message', id, { runId: await run(state, null) });
      kept.push(id);
    }
    const asked = await ended();
    const redirect = { to: 'c@d.test', reason: 'r', by: 'eva', byId: 'eva', at: 1 };
    const over = await run('finished', 1);
    await item(over, { messageId: asked, redirect });
    kept.push(asked);
    const gone = [
      await ended('failed'),
      await ended('cancelled'),
      await ended('bounced'),
      await ended('accepted', 'failed'),
    ];
    const ofEnded = await ended('failed');
    await change('message', ofEnded, { runId: await run('finished', Date.now()) });
    await purge(400);
    const now = await stored();
    for (const id of kept) expect(now.get(id), id).toBe(true);
    for (const id of [...gone, ofEnded]) expect(now.get(id), id).toBe(false);
    // Its run waits for the second person, too.
    expect(await rig.store.read.getRepository('run').findOneByOrFail({ id: over })).toMatchObject({ purgedAt: null });
  });

  test('uploaded files go, too, but not one that a rule names', async () => {
    async function* chunks() {
      yield Buffer.from('terms');
    }
    const file = () =>
      storeFile(
        { store: rig.store, clock: systemClock },
        { name: 'a.txt', contentType: 'a/b', createdBy: 'eva' },
        chunks(),
      );
    const [free, named] = [await file(), await file()];
    const texts = { name: 'r', triggerKey: 'k', createdBy: 'eva', modifiedBy: 'eva' };
    const actions = [{ action: 'send-email', params: { attachments: [{ file: named.id }] } }];
    const numbers = { position: 1, version: 1, createdAt: 1, modifiedAt: 1, enabled: true };
    const rule = { id: newId(), ...texts, ...numbers, trigger: {}, conditions: {}, actions };
    await rig.store.write((tx) => tx.getRepository(RuleTable).insert(rule as never));
    expect(await purge(91)).toEqual({ mails: 0, files: 1, received: 0 });
    const ids = (await rig.store.read.getRepository('content').find()).map((row) => row['id']);
    expect(ids).toEqual([named.contentId]);
    expect(await rig.store.read.getRepository('file').findOneByOrFail({ id: free.id })).toMatchObject({
      name: 'a.txt',
    });
  });

  test('received messages lose what they say and who wrote them after the days of contents; what waits to be read stays', async () => {
    const add = async (uid: number, state: string) => {
      const contentId = newId();
      await rig.store.write((tx) => insertPiece(tx, contentId, 0, Buffer.from('CANARY-received')));
      const row = { id: newId(), mailboxId: 'c1', uidValidity: '1', uid, state, keptFor: 'inbox', contentId, size: 15 };
      const said = { subject: 'CANARY', fromAddress: 'a@b.test', parsed: { to: [] }, messageId: '<m@b.test>' };
      const more = { sha256: String(uid), receivedAt: Date.now(), storedAt: Date.now(), problem: null, kind: 'mail' };
      await rig.store.write((tx) => tx.getRepository('inbound_message').insert({ ...row, ...said, ...more }));
    };
    await add(1, 'read');
    await add(2, 'quarantined');
    await add(3, 'stored');
    expect(await purge(89)).toMatchObject({ received: 0 });
    expect((await countDue(rig.store.read, NINETY, inDays(91).now())).received).toEqual({ count: 2, bytes: 30 });
    expect(await purge(91)).toMatchObject({ received: 2 });
    const rows = await rig.store.read.sql<Record<string, unknown>[]>`
      SELECT uid, subject, from_address, parsed, content_id, message_id FROM inbound_message ORDER BY uid`;
    const gone = { subject: null, from_address: null, parsed: null, content_id: null, message_id: '<m@b.test>' };
    expect(rows.slice(0, 2)).toMatchObject([gone, gone]);
    expect(rows[2]).toMatchObject({ subject: 'CANARY', content_id: expect.any(String) });
    const left = await rig.store.read.sql<{ n: number }[]>`SELECT COUNT(*) AS n FROM content`;
    expect(Number(left[0]?.n)).toBe(1);
  });

  test('a purge that is ended in the middle goes on later, and two at once delete everything once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 130; n += 1) ids.push(await ended());
    const stop = new AbortController();
    const clock = { ...inDays(91), sleep: async () => stop.abort() };
    const first = await purgeDue({ store: rig.store, clock, log, loadSettings: async () => NINETY }, stop.signal);
    expect(first.mails).toBe(50);
    const other = database.kind === 'postgres' ? await openStore({ url, migrate: false }) : rig.store;
    const both = await Promise.all([purge(91), purge(91, NINETY, never, other)]);
    if (other !== rig.store) await other.close();
    expect(both[0].mails + both[1].mails).toBe(80);
    const records = await listProof(rig.store.read, ids);
    expect(records.filter(({ kind }) => kind === 'purge')).toHaveLength(130);
    expect(await rig.store.read.getRepository('content').count()).toBe(0);
  });

  test('an ended run loses uploads, documents and the values of its rows, and nothing of them is left in the database', async () => {
    const id = await run('cancelled', Date.now());
    const row = await item(id);
    const content = async (name: string) => {
      await rig.store.write((tx) => tx.getRepository('content').insert({ id: name, seq: 0, bytes: Buffer.from(name) }));
      return name;
    };
    const base = { runId: id, name: 'a', size: 1, sha256: 'x' };
    const upload = { ...base, id: 'u', kind: 'rows', state: 'stored', createdAt: 1, createdBy: 'eva' };
    const document = { ...base, id: 'd', fileId: 'u', nameKey: 'a' };
    const [ofUpload, ofDocument] = [await content('CANARY-upload'), await content('CANARY-document')];
    await rig.store.write(async (tx) => {
      await tx.getRepository('run_file').insert({ ...upload, contentId: ofUpload });
      await tx.getRepository('run_document').insert({ ...document, contentId: ofDocument });
    });
    await purge(89);
    expect((await databaseBytes(url)).includes('CANARY-facts')).toBe(true);
    await purge(91);
    expect(await rig.store.read.getRepository('content').count()).toBe(0);
    const left = await rig.store.read.getRepository('run_item').findOneByOrFail({ id: row });
    expect(left).toMatchObject({ owner: 'E1', address: 'a@b.test', facts: {} });
    expect(await rig.store.read.getRepository('run').findOneByOrFail({ id })).toMatchObject({ state: 'cancelled' });
    const record = { kind: 'purge', data: { what: 'run', days: 90, documents: 1, rows: 1 } };
    expect(await listProof(rig.store.read, [id])).toMatchObject([record]);
    // SQLite has what was in its log until it is closed.
    await rig.close();
    const bytes = await databaseBytes(url);
    expect(bytes.includes('a@b.test')).toBe(true);
    expect(bytes.includes('CANARY-facts')).toBe(false);
    rig = await openOutboxRig({ url: await database.create(), accounts: [testAccount()] });
  });

  test('SQLite gives the room back to the file system', async () => {
    if (database.kind === 'postgres') return expect(await rig.store.giveBack()).toBe(false);
    const big = Array.from({ length: 20 }, () => 'x'.repeat(70));
    for (let n = 0; n < 40; n += 1)
      await rig.send({ text: Array.from({ length: 100 }, () => big.join('\n')).join('\n') });
    await rig.store.write((tx) => tx.sql`UPDATE delivery SET state = 'failed', due_at = NULL`);
    const pages = async () => Number((await rig.store.read.query('PRAGMA page_count'))[0].page_count);
    const before = await pages();
    await purge(91);
    expect(await pages()).toBeLessThan(before / 5);
    return undefined;
  });
});
