import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../sdk/index.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';
const BYTES_VERSION = 1;
const KEY_ID_BYTES = 6;

/** Keys of 32 bytes in base64 or hex. What is sealed is sealed with `active`; `old` ones still open. */
export interface KeyRing {
  active: string;
  old?: readonly string[];
}

/** A ring that may change while the process runs. Another object is another ring. */
export interface KeySource {
  /** `fresh`: look now, a key is missing */
  current(fresh?: 'fresh'): KeyRing;
}

/** Where a secret belongs. A sealed secret opens only there. */
export interface SecretPlace {
  connectorId: string;
  /** JSON pointer in the settings */
  field: string;
}

export interface SecretBox {
  seal(plain: string, place: SecretPlace): string;
  /** Throws SECRET_KEY when the key is not there, or the sealed text was changed or moved. */
  open(sealed: string, place: SecretPlace): string;
  /** The same for bytes; `place` says where they stand, and only there they open. */
  sealBytes(plain: Uint8Array, place: string): Buffer;
  openBytes(sealed: Uint8Array, place: string): Buffer;
  /** Hex; tells whether two texts are equal without saying what they are, and cannot be tried out without the key. */
  digest(text: string): string;
  /** The id of the key under which the text has this digest; undefined: under none of the ring. */
  digestKeyId(text: string, digest: string): string | undefined;
  /** the ids of the ring's keys, the active one first */
  keyIds(): [active: string, ...old: string[]];
}

/**
 * AES-256-GCM with a random nonce; place and key id are authenticated. Throws CONFIG for an unusable key. Of a source the
 * ring is asked for at every use, so that a key that is put into it counts at once.
 */
export function openSecretBox(of: KeyRing | KeySource): SecretBox {
  const ring = ringReader(of);
  return {
    seal: (plain, place) => {
      const { active, activeId } = ring();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, active, nonce).setAAD(authenticated(place, activeId));
      const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, activeId, nonce.toString('base64url'), bytes.toString('base64url')].join('.');
    },
    open: (sealed, place) => {
      const [version, id, nonce, bytes] = sealed.split('.');
      const key = id === undefined ? undefined : findKey(ring, id);
      if (version !== VERSION || id === undefined || nonce === undefined || bytes === undefined)
        throw unreadable(place);
      if (!key) throw unreadable(place, `The key ${id} is not in the key ring.`);
      return decrypt(key, { nonce, bytes }, authenticated(place, id), place);
    },
    sealBytes: (plain, place) => {
      const { active, activeId } = ring();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, active, nonce).setAAD(bytesAad(place, activeId));
      const head = Buffer.concat([Buffer.from([BYTES_VERSION]), Buffer.from(activeId, 'hex'), nonce]);
      return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    openBytes: (sealed, place) => openBytes(ring, sealed, place),
    digest: (text) => digestWith(ring().active, text),
    digestKeyId: (text, digest) => [...ring().keys].find(([, key]) => digestWith(key, text) === digest)?.[0],
    keyIds: () => {
      const { activeId, keys } = ring('fresh');
      return [activeId, ...[...keys.keys()].filter((id) => id !== activeId)];
    },
  };
}

/** The same text, sealed with the active key. SECRET_KEY where it does not open. */
export function sealAgain(box: SecretBox, sealed: string, place: SecretPlace): string {
  return box.seal(box.open(sealed, place), place);
}

export function sealBytesAgain(box: BytesBox, sealed: Uint8Array, place: string): Buffer {
  return box.sealBytes(box.openBytes(sealed, place), place);
}

type BytesBox = Pick<SecretBox, 'sealBytes' | 'openBytes'>;

/** The id of the key that sealed it, which stands in it in clear; undefined where it is nothing that was sealed. */
export function sealingKeyId(sealed: string | Uint8Array): string | undefined {
  if (typeof sealed === 'string') {
    const [version, id, ...rest] = sealed.split('.');
    return version === VERSION && rest.length === 2 ? id : undefined;
  }
  if (sealed[0] !== BYTES_VERSION || sealed.length < 1 + KEY_ID_BYTES) return undefined;
  return Buffer.from(sealed.subarray(1, 1 + KEY_ID_BYTES)).toString('hex');
}

interface OpenRing {
  active: Buffer;
  activeId: string;
  keys: ReadonlyMap<string, Buffer>;
}

type Ring = (fresh?: 'fresh') => OpenRing;

function ringReader(of: KeyRing | KeySource): Ring {
  if (!('current' in of)) {
    const fixed = openRing(of);
    return () => fixed;
  }
  let known = of.current();
  let open = openRing(known);
  return (fresh) => {
    const now = of.current(fresh);
    if (now !== known) {
      open = openRing(now);
      known = now;
    }
    return open;
  };
}

function openRing(ring: KeyRing): OpenRing {
  const active = readKey(ring.active);
  const keys = new Map([active, ...(ring.old ?? []).map(readKey)].map((key) => [keyId(key), key]));
  return { active, activeId: keyId(active), keys };
}

/** A key that is not known may have been put into the ring just now. */
function findKey(ring: Ring, id: string): Buffer | undefined {
  return ring().keys.get(id) ?? ring('fresh').keys.get(id);
}

function digestWith(key: Buffer, text: string): string {
  const digestKey = new Uint8Array(hkdfSync('sha256', key, '', 'mailrule digest', 32));
  return createHmac('sha256', digestKey).update(text).digest('hex');
}

/** A new key for the configuration. */
export function newSecretKey(): string {
  return randomBytes(32).toString('base64');
}

function decrypt(key: Buffer, sealed: { nonce: string; bytes: string }, aad: Buffer, place: SecretPlace): string {
  try {
    const bytes = Buffer.from(sealed.bytes, 'base64url');
    // Base64 has spare bits: a text that does not come back as it was has been changed.
    if (bytes.toString('base64url') !== sealed.bytes) throw unreadable(place);
    const nonce = Buffer.from(sealed.nonce, 'base64url');
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const plain = decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch (error) {
    throw error instanceof AppError ? error : unreadable(place, undefined, error);
  }
}

function openBytes(ring: Ring, sealed: Uint8Array, place: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const nonceAt = 1 + KEY_ID_BYTES;
  const id = bytes.subarray(1, nonceAt).toString('hex');
  const key = findKey(ring, id);
  const refuse = (why: string, cause?: unknown, details: object = {}) =>
    new AppError('SECRET_KEY', `Stored content cannot be read. ${why}`, { details: { place, ...details }, cause });
  if (bytes[0] !== BYTES_VERSION || bytes.length < nonceAt + NONCE_BYTES + TAG_BYTES) throw refuse('It was changed.');
  if (key === undefined)
    throw refuse(`The key ${id} is not in the key ring; restore it.`, undefined, { missingKey: id });
  try {
    const nonce = bytes.subarray(nonceAt, nonceAt + NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bytesAad(place, id));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const plain = decipher.update(bytes.subarray(nonceAt + NONCE_BYTES, bytes.length - TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]);
  } catch (error) {
    throw refuse('It was changed or moved.', error);
  }
}

function bytesAad(place: string, id: string): Buffer {
  return Buffer.from(JSON.stringify(['bytes', place, id]));
}

function authenticated({ connectorId, field }: SecretPlace, id: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, connectorId, field, id]));
}

/** CONFIG for what is no key. */
export function readKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw new AppError('CONFIG', 'The secret key must be 32 bytes, written in base64 or as 64 hexadecimal digits.');
}

/** A key names itself, so that a ring needs no names. */
export function keyId(key: Buffer): string {
  return createHash('sha256').update('mailrule key id').update(key).digest('hex').slice(0, 12);
}

function unreadable({ connectorId, field }: SecretPlace, why = 'It was changed or moved.', cause?: unknown): AppError {
  return new AppError(
    'SECRET_KEY',
    `The stored secret ${field} of connector ${connectorId} cannot be read. ${why} Restore the key, or type the secret again.`,
    { details: { connectorId, field }, ...(cause === undefined ? {} : { cause }) },
  );
}
