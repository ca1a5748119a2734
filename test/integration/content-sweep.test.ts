import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/sdk/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { sweepContent } from '../../src/store/sweep-content.ts';
import { FileTable } from '../../src/store/tables/content.table.ts';
import { MailLinkTable } from '../../src/store/tables/mail-link.table.ts';
import { RunDocumentTable } from '../../src/store/tables/run-document.table.ts';
import { RunFileTable } from '../../src/store/tables/run-file.table.ts';
import { insertClear } from '../support/stored-content.ts';
import { forEachDatabase } from '../support/test-database.ts';

const HOUR_MS = 60 * 60_000;
const NOW = 1_800_000_000_000;

forEachDatabase((database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ url: database.url() });
  });
  afterAll(() => store.close());

  test('only content that is old and that nothing names is swept', async () => {
    const old = () => newId(NOW - 30 * HOUR_MS);
    const ids = {
      old: old(),
      named: old(),
      uploaded: old(),
      document: old(),
      linked: old(),
      young: newId(NOW - 23 * HOUR_MS),
    };
    await store.write(async (tx) => {
      for (const id of Object.values(ids)) await insertClear(tx, id, Buffer.from(id));
      await tx.getRepository(FileTable).insert({
        id: 'f1',
        name: 'a',
        contentType: 'a/b',
        size: 1,
        sha256: 'x',
        contentId: ids.named,
        createdAt: NOW,
        createdBy: 'eva',
      });
      const upload = { id: 'u1', runId: 'r1', kind: 'rows' as const, name: 'a', size: 1, sha256: 'x', state: 'stored' };
      await tx
        .getRepository(RunFileTable)
        .insert({ ...upload, contentId: ids.uploaded, createdAt: NOW, createdBy: 'eva' });
      const document = {
        id: 'd1',
        runId: 'r1',
        fileId: 'u1',
        name: 'a',
        nameKey: 'a',
        owner: null,
        size: 1,
        sha256: 'x',
      };
      await tx
        .getRepository(RunDocumentTable)
        .insert({ ...document, contentId: ids.document, problem: null, problemText: null });
    });
    await store.write(async (tx) => {
      const texts = { messageId: 'm1', tokenHash: 'x', name: 'a', contentType: 'a/b', sha256: 'x' };
      const numbers = { position: 0, size: 1, createdAt: NOW, expiresAt: NOW, downloads: 0 };
      await tx.getRepository(MailLinkTable).insert({ id: 'l1', ...texts, ...numbers, contentId: ids.linked });
    });
    await store.write((tx) => sweepContent(tx, NOW));
    const left: Record<string, boolean> = {};
    for (const [name, id] of Object.entries(ids)) {
      left[name] = (await store.read.getRepository('content').countBy({ id })) > 0;
    }
    expect(left).toEqual({ old: false, named: true, uploaded: true, document: true, linked: true, young: true });
  });
});
