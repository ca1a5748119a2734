import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const APT_LINE =
  'apt-get install --no-install-recommends dovecot-core dovecot-imapd dovecot-lmtpd dovecot-sieve postfix postgresql pgbouncer openssl chromium';

/** The error for a server that is not installed. The tests never skip because of it. */
function missingProgram(name: string): Error {
  return new Error(
    `${name} is not installed, and the tests need it. On Debian run "bash test/support/install-servers.sh" as root, or: ${APT_LINE}`,
  );
}

/** The path itself, when something executable is there. */
export function neededProgram(path: string): string {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    throw missingProgram(path);
  }
}

/** The browser of the tests: Debian's Chromium, or what MAILRULE_TEST_CHROMIUM names. */
export function neededChromium(): string {
  const named = process.env['MAILRULE_TEST_CHROMIUM'];
  const path = named ?? '/usr/bin/chromium';
  if (existsSync(path)) return path;
  throw new Error(
    named === undefined
      ? `${missingProgram('Chromium').message}. Elsewhere set MAILRULE_TEST_CHROMIUM to the program of a Chromium or Chrome, on macOS for example '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'.`
      : `MAILRULE_TEST_CHROMIUM names ${path}, and there is no such program.`,
  );
}

/** A program of the newest PostgreSQL that Debian installed. */
export function neededPostgresProgram(name: 'initdb' | 'postgres' | 'pg_dump'): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(root, version, 'bin', name)).find((path) => existsSync(path));
  if (found === undefined) throw missingProgram(`PostgreSQL (${name})`);
  return found;
}
