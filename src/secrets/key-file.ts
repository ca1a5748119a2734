import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../sdk/index.ts';
import { type KeyRing, type KeySource, keyId, readKey } from './secret-box.ts';

/** How long a change of the file may go unseen while no key is missing. */
export const KEY_FILE_MS = 1000;

/** Keys as text, separated by white space or commas, the active one first. CONFIG where there is none. */
export function parseKeyList(text: string, source: string): [active: string, ...old: string[]] {
  const [active, ...old] = text.split(/[\s,]+/).filter((key) => key !== '');
  if (active !== undefined) return [active, ...old];
  throw new AppError('CONFIG', `${source} holds no secret key; make one with "openssl rand -base64 32".`);
}

export function readKeyFile(file: string): [active: string, ...old: string[]] {
  try {
    return parseKeyList(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const why = (error as Error).message;
    throw new AppError('CONFIG', `The secret key file ${file} cannot be read: ${why}.`, { cause: error });
  }
}

interface KeyFileLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * The keys of a file that may change while the process runs: a new key counts within KEY_FILE_MS, and at once where it is
 * missing. While the file cannot be used the keys stay that were read last, and the log says so once for each change.
 */
export function openKeyFile(file: string, log: KeyFileLog): KeySource {
  let ring = ringIn(file);
  let seen = stampOf(file);
  let lookedAt = performance.now();
  return {
    current: (fresh) => {
      if (fresh === undefined && performance.now() - lookedAt < KEY_FILE_MS) return ring;
      lookedAt = performance.now();
      const stamp = stampOf(file);
      if (stamp === seen) return ring;
      seen = stamp;
      try {
        ring = ringIn(file);
        log.info({ file, active: keyId(readKey(ring.active)) }, 'the keys of the file have changed');
      } catch (error) {
        log.error({ file, err: error }, 'the key file cannot be used: the keys of before stay');
      }
      return ring;
    },
  };
}

function ringIn(file: string): KeyRing {
  const [active, ...old] = readKeyFile(file);
  for (const key of [active, ...old]) readKey(key);
  return { active, old };
}

/** Another text for another file: a mounted secret is put in its place by a new inode or link. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.size}`;
}
