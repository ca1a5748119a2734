import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileRoutes } from '../../src/files/file.routes.ts';
import { findFile, sweepUnfinishedFiles } from '../../src/files/file.store.ts';
import type { HttpServer } from '../../src/http/server.ts';
import { systemClock as clock } from '../../src/sdk/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { FileTable } from '../../src/store/tables/content.table.ts';
import { testSeal } from '../support/stored-content.ts';
import { forEachDatabase } from '../support/test-database.ts';
import { startTestServer } from '../support/test-server.ts';

interface Stored {
  id: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
}

forEachDatabase((database) => {
  let store: Store;
  let server: HttpServer;
  beforeAll(async () => {
    store = await openStore({ url: database.url(), seal: testSeal });
    server = await startTestServer({
      routes: fileRoutes({ store, clock }),
      authenticate: ({ headers }) => {
        const id = headers['x-user'];
        return id === undefined ? undefined : { id, name: id, roles: id === 'admin' ? ['administrator'] : ['user'] };
      },
    });
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const upload = (bytes: Buffer, query: string, user = 'eva') =>
    fetch(`${server.url}/api/files?${query}`, { method: 'POST', body: bytes, headers: { 'X-User': user } });
  const countRows = async () => ({
    files: await store.read.getRepository(FileTable).count(),
    pieces: await store.read.getRepository('content').count(),
  });

  test('an upload is stored in pieces and comes back byte for byte, as a download', async () => {
    const bytes = randomBytes(700_001);
    const answer = await upload(bytes, 'name=payslip%20%C3%BC.pdf&type=application/pdf');
    expect(answer.status).toBe(201);
    const file = (await answer.json()) as Stored;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(file).toMatchObject({ name: 'payslip ü.pdf', contentType: 'application/pdf', size: 700_001, sha256 });
    const back = await fetch(`${server.url}/api/files/${file.id}`, { headers: { 'X-User': 'eva' } });
    expect(back.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''payslip%20%C3%BC.pdf");
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('a mail finds the file and its content', async () => {
    const { id } = (await (await upload(Buffer.from('hello'), 'name=a.txt&type=text/plain')).json()) as Stored;
    const found = await findFile(store, id);
    expect(found).toMatchObject({ filename: 'a.txt', contentType: 'text/plain', size: 5 });
    const source = found?.source;
    if (source === undefined || !('contentId' in source)) throw new Error('the content must be stored, not in memory');
    const pieces: Buffer[] = [];
    for await (const piece of store.content.read(source.contentId)) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('hello');
    expect(await findFile(store, 'none')).toBeUndefined();
  });

  test('a file of somebody else does not exist, except for an administrator', async () => {
    const { id } = (await (await upload(Buffer.from('x'), 'name=a.txt')).json()) as Stored;
    const get = (user: string) => fetch(`${server.url}/api/files/${id}`, { headers: { 'X-User': user } });
    expect((await get('bob')).status).toBe(404);
    expect((await get('admin')).status).toBe(200);
  });

  test.each([
    ['name=..%2F..%2Fetc%2Fpasswd', 'passwd'],
    ['name=C%3A%5Ctemp%5Ca.pdf', 'a.pdf'],
    ['name=a%0D%0Ab.pdf', 'ab.pdf'],
    ['name=annex%E2%80%AEfdp.exe', 'annexfdp.exe'],
    ['name=..', 'file'],
    [`name=${'a'.repeat(300)}.pdf`, `${'a'.repeat(196)}.pdf`],
  ])('the file name of %s is %s', async (query, name) => {
    expect(await (await upload(Buffer.from('x'), query)).json()).toMatchObject({ name });
  });

  test('an empty file, a missing name and a bad type are refused, and nothing is stored', async () => {
    const before = await countRows();
    const empty = await upload(Buffer.alloc(0), 'name=a.pdf');
    expect(empty.status).toBe(422);
    expect(await empty.json()).toMatchObject({ code: 'ATTACHMENT' });
    expect((await upload(Buffer.from('x'), 'type=text/plain')).status).toBe(422);
    expect((await upload(Buffer.from('x'), 'name=a&type=text/plain%0D%0AX: y')).status).toBe(422);
    expect(await countRows()).toEqual(before);
  });

  test('an upload that breaks off leaves nothing behind', async () => {
    const before = await countRows();
    const broken = request(`${server.url}/api/files?name=a.bin`, {
      method: 'POST',
      headers: { 'X-User': 'eva', 'Content-Length': '5000000' },
    });
    const ended = new Promise((resolve) => broken.on('error', resolve));
    broken.write(randomBytes(600_000));
    await expect.poll(async () => (await countRows()).pieces).toBe(before.pieces + 2);
    broken.destroy(new Error('gone'));
    await ended;
    await expect.poll(countRows).toEqual(before);
  });

  test('what a crash in the middle of an upload leaves behind is swept a day later', async () => {
    const before = await countRows();
    const { id } = (await (await upload(Buffer.from('x'), 'name=a.bin')).json()) as Stored;
    await store.write((tx) => tx.getRepository(FileTable).update({ id }, { sha256: '' }));
    expect(await findFile(store, id)).toBeUndefined();
    expect(await sweepUnfinishedFiles({ store, clock })).toBe(0);
    const tomorrow = { ...clock, now: () => clock.now() + 25 * 60 * 60_000 };
    expect(await sweepUnfinishedFiles({ store, clock: tomorrow })).toBe(1);
    expect(await countRows()).toEqual(before);
  });
});
