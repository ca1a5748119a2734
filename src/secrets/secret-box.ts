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
}

/** AES-256-GCM with a random nonce; place and key id are authenticated. Throws CONFIG for an unusable key. */
export function openSecretBox(ring: KeyRing): SecretBox {
  const active = readKey(ring.active);
  const keys = new Map([...(ring.old ?? []).map(readKey), active].map((key) => [keyId(key), key]));
  const activeId = keyId(active);
  const digestKey = new Uint8Array(hkdfSync('sha256', active, '', 'mailrule digest', 32));
  return {
    seal: (plain, place) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, active, nonce).setAAD(authenticated(place, activeId));
      const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, activeId, nonce.toString('base64url'), bytes.toString('base64url')].join('.');
    },
    open: (sealed, place) => {
      const [version, id, nonce, bytes] = sealed.split('.');
      const key = id === undefined ? undefined : keys.get(id);
      if (version !== VERSION || id === undefined || nonce === undefined || bytes === undefined)
        throw unreadable(place);
      if (!key) throw unreadable(place, `The key ${id} is not in the key ring.`);
      return decrypt(key, { nonce, bytes }, authenticated(place, id), place);
    },
    sealBytes: (plain, place) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, active, nonce).setAAD(bytesAad(place, activeId));
      const head = Buffer.concat([Buffer.from([BYTES_VERSION]), Buffer.from(activeId, 'hex'), nonce]);
      return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    openBytes: (sealed, place) => openBytes(keys, sealed, place),
    digest: (text) => createHmac('sha256', digestKey).update(text).digest('hex'),
  };
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

function openBytes(keys: ReadonlyMap<string, Buffer>, sealed: Uint8Array, place: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const nonceAt = 1 + KEY_ID_BYTES;
  const id = bytes.subarray(1, nonceAt).toString('hex');
  const key = keys.get(id);
  const refuse = (why: string, cause?: unknown) =>
    new AppError('SECRET_KEY', `Stored content cannot be read. ${why}`, { details: { place }, cause });
  if (bytes[0] !== BYTES_VERSION || bytes.length < nonceAt + NONCE_BYTES + TAG_BYTES) throw refuse('It was changed.');
  if (key === undefined) throw refuse(`The key ${id} is not in the key ring; restore it.`);
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

function readKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw new AppError('CONFIG', 'The secret key must be 32 bytes, written in base64 or as 64 hexadecimal digits.');
}

/** A key names itself, so that a ring needs no names. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('mailrule key id').update(key).digest('hex').slice(0, 12);
}

function unreadable({ connectorId, field }: SecretPlace, why = 'It was changed or moved.', cause?: unknown): AppError {
  return new AppError(
    'SECRET_KEY',
    `The stored secret ${field} of connector ${connectorId} cannot be read. ${why} Restore the key, or type the secret again.`,
    { details: { connectorId, field }, ...(cause === undefined ? {} : { cause }) },
  );
}
