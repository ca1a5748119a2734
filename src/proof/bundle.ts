import { CompactSign } from 'jose';
import { canonicalJson, type Json } from '../sdk/index.ts';
import { type LinkedProof, listProof, recordsSince } from '../store/proof-record.ts';
import { bundleHead, bundleTail, recordLine, STATEMENT_TYPE, type Statement } from './bundle-text.ts';
import { linkRecords } from './link-records.ts';
import { chainState, type ProofScope, subjectsOf } from './proof.store.ts';
import { type ChainRecord, openHashDigest } from './record-hash.ts';
import { ALGORITHM, type SigningKey, type SigningKeyDeps, signingKey } from './signing-key.ts';

const SUBJECTS_AT_ONCE = 200;

/**
 * The records of this scope as a signed bundle, in pieces: nothing of it is whole in memory. NOT_FOUND comes before the
 * first piece.
 */
export async function openBundle(
  deps: SigningKeyDeps,
  scope: ProofScope,
): Promise<AsyncGenerator<Buffer, void, undefined>> {
  await linkRecords(deps.store);
  const key = await signingKey(deps);
  const subjects = subjectsOf(deps.store, scope, SUBJECTS_AT_ONCE);
  const first = await subjects.next();
  return bundle(deps, { scope, key, pages: pages(first, subjects) });
}

async function* pages(
  first: IteratorResult<string[], void>,
  rest: AsyncGenerator<string[], void, undefined>,
): AsyncGenerator<string[], void, undefined> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function* bundle(
  deps: SigningKeyDeps,
  of: { scope: ProofScope; key: SigningKey; pages: AsyncIterable<string[]> },
): AsyncGenerator<Buffer, void, undefined> {
  const { read } = deps.store;
  const chain = await chainState(deps.store);
  const createdAt = deps.clock.now();
  const digest = openHashDigest();
  const counts = { subjects: 0, records: 0, withoutRecord: 0 };
  yield Buffer.from(bundleHead());
  for await (const ids of of.pages) {
    const found = (await listProof(read, ids, chain.seq)).filter(isLinked);
    const lines = found.map((record, at) => recordLine(record, counts.records + at === 0));
    for (const { hash } of found) digest.add(hash);
    counts.subjects += ids.length;
    counts.records += found.length;
    counts.withoutRecord += ids.length - new Set(found.map(({ subject }) => subject)).size;
    if (lines.length > 0) yield Buffer.from(lines.join(''));
  }
  const statement: Statement = {
    scope: { ...of.scope },
    createdAt,
    recordsSince: await recordsSince(read),
    ...counts,
    digest: digest.hex(),
    chain,
  };
  yield Buffer.from(bundleTail({ key: of.key.publicKey, statement: await sign(of.key, statement) }));
}

function sign({ privateKey, fingerprint }: SigningKey, statement: Statement): Promise<string> {
  return new CompactSign(new TextEncoder().encode(canonicalJson(statement as unknown as Json)))
    .setProtectedHeader({ alg: ALGORITHM, kid: fingerprint, typ: STATEMENT_TYPE })
    .sign(privateKey);
}

function isLinked(record: LinkedProof): record is LinkedProof & ChainRecord {
  return record.seq !== null && record.nth !== null && record.hash !== null;
}
