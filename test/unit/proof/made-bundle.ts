import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { bundleText, STATEMENT_TYPE, type Statement } from '../../../src/proof/bundle-text.ts';
import { type ChainRecord, openHashDigest, recordHash } from '../../../src/proof/record-hash.ts';
import { canonicalJson, type Json } from '../../../src/sdk/index.ts';

export interface Signer {
  fingerprint: string;
  sign(records: readonly ChainRecord[], over?: Partial<Statement>): Promise<string>;
}

/** Signs with a key of its own and by the library itself, as another implementation would. */
export async function makeSigner(): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const { x = '' } = await exportJWK(publicKey);
  const key = { kty: 'OKP' as const, crv: 'Ed25519' as const, x };
  const fingerprint = await calculateJwkThumbprint(key);
  return {
    fingerprint,
    sign: async (records, over = {}) => {
      const digest = openHashDigest();
      for (const { hash } of records) digest.add(hash);
      const last = records.reduce((most, { seq }) => Math.max(most, seq), -1);
      const statement: Statement = {
        scope: { run: 'r1' },
        createdAt: 1_795_000_000_000,
        recordsSince: 1_794_000_000_000,
        subjects: new Set(records.map(({ subject }) => subject)).size,
        records: records.length,
        withoutRecord: 0,
        digest: digest.hex(),
        chain: { seq: last, hash: '', missing: 0 },
        ...over,
      };
      const jws = await new CompactSign(new TextEncoder().encode(canonicalJson(statement as unknown as Json)))
        .setProtectedHeader({ alg: 'EdDSA', kid: fingerprint, typ: STATEMENT_TYPE })
        .sign(privateKey);
      return bundleText({ records: [...records], key, statement: jws });
    },
  };
}

const KINDS = ['created', 'marker', 'reply', 'copy'];

/** Records of so many e-mails, whose steps come in turns, in the order of a bundle. */
export function makeChain(messages: number): ChainRecord[] {
  const chain: ChainRecord[] = [];
  const last = new Map<string, ChainRecord>();
  for (const [nth, kind] of KINDS.entries()) {
    for (let index = 0; index < messages; index += 1) {
      const subject = `m${String(index).padStart(5, '0')}`;
      const open = {
        seq: chain.length,
        subject,
        nth,
        kind,
        at: 1_795_000_000_000 + chain.length,
        data: { by: 'Ada', size: index, reply: { code: 250, text: '250 2.0.0 Ok: queued as 4XyZ' } },
        previous: chain.at(-1)?.hash ?? null,
        previousOfSubject: last.get(subject)?.hash ?? null,
      };
      const record = { ...open, hash: recordHash(open) };
      chain.push(record);
      last.set(subject, record);
    }
  }
  return chain.sort((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : a.nth - b.nth));
}
