import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { AppError } from '../sdk/index.ts';
import { type SecretBox, sealBytesAgain, sealingKeyId } from '../secrets/secret-box.ts';
import { type SealedColumn, sealedTexts } from '../store/sealed-column.ts';
import { insertRows } from '../store/sql.ts';
import type { Store } from '../store/store.ts';

/** The key that signs the proofs of this installation: Ed25519 (RFC 8037). */
export interface SigningKey {
  publicKey: PublicKey;
  /** RFC 7638 thumbprint of the public key, base64url */
  fingerprint: string;
  privateKey: CryptoKey;
}

export interface PublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
}

export interface SigningKeyDeps {
  store: Store;
  clock: { now(): number };
  secrets: Pick<SecretBox, 'sealBytes' | 'openBytes'>;
}

export const ALGORITHM = 'EdDSA';
const SETTING = 'proof-key';
const PLACE = 'the key that signs proofs';

/** Made on first use; what is stored of it is sealed. SECRET_KEY where the secret key is not the one that sealed it. */
export async function signingKey(deps: SigningKeyDeps): Promise<SigningKey> {
  const sealed = (await findSealed(deps.store)) ?? (await makeKey(deps));
  const jwk = JSON.parse(deps.secrets.openBytes(Buffer.from(sealed, 'base64'), PLACE).toString('utf8')) as JWK;
  const privateKey = await importJWK(jwk, ALGORITHM);
  if (privateKey instanceof Uint8Array)
    throw new AppError('SECRET_KEY', 'The stored signing key is not an Ed25519 key.');
  const publicKey: PublicKey = { kty: 'OKP', crv: 'Ed25519', x: jwk.x ?? '' };
  return { publicKey, fingerprint: await calculateJwkThumbprint(publicKey), privateKey };
}

async function makeKey({ store, clock, secrets }: SigningKeyDeps): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const sealed = secrets.sealBytes(Buffer.from(JSON.stringify(await exportJWK(privateKey))), PLACE).toString('base64');
  const row = { key: SETTING, value: JSON.stringify({ sealed }), modified_at: clock.now(), modified_by: 'mailrule' };
  await store.write((tx) => insertRows(tx, 'setting', [row], 'key'));
  // Another process may have been faster: what is stored counts.
  return (await findSealed(store)) ?? sealed;
}

/** For a new secret key: the signing key stays, its seal is made anew. */
export function sealedSigningKey(secrets: SigningKeyDeps['secrets']): SealedColumn {
  const bytesOf = (value: string) => Buffer.from((JSON.parse(value) as { sealed: string }).sealed, 'base64');
  return sealedTexts({
    table: 'setting',
    id: 'key',
    column: 'value',
    only: SETTING,
    what: 'the key that signs proofs',
    keysOf: (value) => [sealingKeyId(bytesOf(value))],
    again: (value) => JSON.stringify({ sealed: sealBytesAgain(secrets, bytesOf(value), PLACE).toString('base64') }),
  });
}

async function findSealed(store: Store): Promise<string | undefined> {
  const [row] = await store.read.sql<{ value: string }[]>`SELECT value FROM setting WHERE key = ${SETTING}`;
  return row && (JSON.parse(row.value) as { sealed: string }).sealed;
}
