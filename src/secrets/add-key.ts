import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { AppError } from '../sdk/index.ts';
import { newSecretKey } from './secret-box.ts';

/**
 * Puts a new key in front in the file and answers it. The file is replaced as a whole, so that nobody reads half of it, and
 * stays readable by whom it was. CONFIG where it cannot be written.
 */
export function addKey(file: string): string {
  const key = newSecretKey();
  const beside = `${file}.new`;
  try {
    const before = readFileSync(file, 'utf8');
    writeFileSync(beside, `${key}\n${before}`, { mode: statSync(file).mode & 0o777, flag: 'wx', flush: true });
    renameSync(beside, file);
  } catch (error) {
    const why = (error as Error).message;
    throw new AppError(
      'CONFIG',
      `The new key cannot be put into ${file}: ${why}. Put one in front by hand ("openssl rand -base64 32").`,
      { cause: error },
    );
  }
  return key;
}
