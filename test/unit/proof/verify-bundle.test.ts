import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Bundle, bundleText } from '../../../src/proof/bundle-text.ts';
import { type ChainRecord, recordHash } from '../../../src/proof/record-hash.ts';
import { type BundleReport, verifyBundle } from '../../../src/proof/verify-bundle.ts';
import { makeChain, makeSigner, type Signer } from './made-bundle.ts';

let signer: Signer;
beforeAll(async () => {
  signer = await makeSigner();
});

const verify = (text: string, key?: string): Promise<BundleReport> => verifyBundle(Buffer.from(text), key);
/** What somebody without the key can do: change the file and keep its signature. */
const edited = (text: string, edit: (records: ChainRecord[]) => ChainRecord[]) => {
  const bundle = JSON.parse(text) as Bundle;
  return bundleText({ ...bundle, records: edit(bundle.records) });
};
const problemsOf = async (text: string) => (await verify(text)).problems.join('\n');

test('a bundle as it was written is intact, by the key that signed it', async () => {
  const text = await signer.sign(makeChain(5));
  expect(await verify(text, signer.fingerprint)).toMatchObject({
    intact: true,
    problems: [],
    fingerprint: signer.fingerprint,
    statement: { records: 20, subjects: 5, scope: { run: 'r1' } },
  });
  expect((await verify(await signer.sign([]))).intact).toBe(true);
});

test('another key is told, and a signature of it over the same records does not help', async () => {
  const stranger = await makeSigner();
  const report = await verify(await stranger.sign(makeChain(2)), signer.fingerprint);
  expect(report.problems).toEqual([
    `The file is signed by the key ${stranger.fingerprint}, not by ${signer.fingerprint}.`,
  ]);
});

test('a changed record is named', async () => {
  const text = await signer.sign(makeChain(3));
  const changed = edited(text, (all) =>
    all.map((one, at) => (at === 5 ? { ...one, data: { ...one.data, by: 'Eve' } } : one)),
  );
  expect(await problemsOf(changed)).toContain('Record 4 (marker, number 1 of m00001) was changed');
});

test('a changed record with a hash of its own does not fit those around it', async () => {
  const text = await signer.sign(makeChain(3));
  const changed = edited(text, (all) =>
    all.map((one, at) => {
      const forged = { ...one, data: { by: 'Eve' } };
      return at === 5 ? { ...forged, hash: recordHash(forged) } : one;
    }),
  );
  const problems = await problemsOf(changed);
  expect(problems).toContain('Record 7 (reply, number 2 of m00001) does not follow on the record before it of m00001');
  expect(problems).toContain('Record 5 (marker, number 1 of m00002) does not follow on Record 4');
  expect(problems).toContain('The records are not those that were signed');
});

test('a removed record leaves a gap that is named; the last one and a whole e-mail are missed by the signature', async () => {
  const text = await signer.sign(makeChain(3));
  expect(await problemsOf(edited(text, (all) => all.toSpliced(5, 1)))).toContain(
    'Record 1 of m00001 is missing before Record 7 (reply, number 2 of m00001)',
  );
  const removed = 'The signature speaks of 12 records, the file has';
  expect(await problemsOf(edited(text, (all) => all.toSpliced(7, 1)))).toBe(`${removed} 11: 1 were removed.`);
  expect(await problemsOf(edited(text, (all) => all.toSpliced(4, 4)))).toBe(`${removed} 8: 4 were removed.`);
});

test('a reordered record is named; whole e-mails in another order are told', async () => {
  const text = await signer.sign(makeChain(3));
  const swapped = edited(text, (all) => all.with(5, all[6] as ChainRecord).with(6, all[5] as ChainRecord));
  expect(await problemsOf(swapped)).toContain('Record 4 (marker, number 1 of m00001) stands in the wrong order');
  const turned = edited(text, (all) => [...all.slice(4), ...all.slice(0, 4)]);
  expect(await problemsOf(turned)).toBe('The records are not those that were signed, or not in that order.');
});

test('a signature over something that is no statement is none over a bundle', async () => {
  const text = await signer.sign(makeChain(1), { records: 'four' as unknown as number });
  expect(await problemsOf(text)).toBe('What is signed is not the statement of a proof bundle.');
});

test('an added copy of a record is told', async () => {
  const text = await signer.sign(makeChain(2));
  const twice = edited(text, (all) => [...all, all[0] as ChainRecord]);
  expect(await problemsOf(twice)).toContain('have one place in the chain');
});

test('what was removed in the database before the bundle was made is told, though the signature holds', async () => {
  const chain = makeChain(3);
  const gone = await signer.sign(
    chain
      .toSpliced(5, 1)
      .map((one) => (one.nth === 2 && one.subject === 'm00001' ? { ...one, previousOfSubject: null } : one)),
    { chain: { seq: 11, hash: '', missing: 1 } },
  );
  const problems = await problemsOf(gone);
  expect(problems).toContain('Record 1 of m00001 is missing');
  expect(problems).toContain('lacked 1 of its 12 records: they were removed from the database');
  const before = chain.map((one) => (one.seq === 4 ? { ...one, previous: null } : one));
  expect(await problemsOf(await signer.sign(before))).toContain('The installation has no record 3 any more');
});

test('whatever single byte is changed, it is not intact', async () => {
  const text = Buffer.from(await signer.sign(makeChain(2)));
  const report = (bytes: Buffer) =>
    verifyBundle(bytes).then(
      ({ intact }) => intact,
      (error: { code: string }) => error.code,
    );
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = Buffer.from(text);
      changed[at] = (changed[at] ?? 0) ^ flip;
      expect([false, 'BAD_REQUEST']).toContain(await report(changed));
    }),
    { numRuns: 1500 },
  );
});

test('whatever records are removed or moved, it is not intact', async () => {
  const text = await signer.sign(makeChain(4));
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...Array(16).keys()], { maxLength: 16 }), async (kept) => {
      const changed = edited(text, (all) => kept.map((at) => all[at] as ChainRecord));
      expect((await verify(changed)).intact).toBe(kept.length === 16 && kept.every((at, index) => at === index));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['nothing', ''],
  ['another JSON', '{"format":"x"}'],
  ['a list', '[]'],
  ['no UTF-8', '\ud800'],
])('%s is no bundle, and says so', async (_what, text) => {
  const bytes = text === '\ud800' ? Buffer.from([0xff, 0xfe]) : Buffer.from(text);
  await expect(verifyBundle(bytes)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining('no proof bundle'),
  });
});

test('10,000 e-mails are verified within 10 seconds', { timeout: 60_000 }, async () => {
  const text = await signer.sign(makeChain(10_000));
  const bytes = Buffer.from(text);
  const startedAt = performance.now();
  const report = await verifyBundle(bytes);
  const tookMs = performance.now() - startedAt;
  expect(report.intact).toBe(true);
  expect(tookMs).toBeLessThan(10_000);
});
