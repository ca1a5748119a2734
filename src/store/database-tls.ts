import { AppError } from '../sdk/index.ts';

/** What pg understands; it would take any other word for no TLS at all. */
const MODES = ['disable', 'require', 'verify-ca', 'verify-full', 'no-verify'];

const UNTRUSTED = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];

/** Errors: CONFIG for a `sslmode` that would connect in clear text without saying so (allow, prefer, a typing mistake). */
export function assertTlsMode(url: string): void {
  const mode = URL.canParse(url) ? new URL(url).searchParams.get('sslmode') : null;
  if (mode === null || MODES.includes(mode)) return;
  throw new AppError(
    'CONFIG',
    `sslmode=${mode} is not possible for the database: it does not promise an encrypted connection. Write sslmode=verify-full, with sslrootcert=<file of the CA> where it is your own.`,
  );
}

/** What to do where TLS to PostgreSQL does not come about; anything else comes back as it was. */
export function tlsProblem(thrown: unknown): unknown {
  const sentence = sentenceFor(thrown);
  return sentence === undefined ? thrown : new AppError('CONFIG', sentence, { cause: thrown });
}

function sentenceFor(thrown: unknown): string | undefined {
  const { code = '', message = '', path } = thrown as { code?: string; message?: string; path?: string };
  if (message.includes('does not support SSL'))
    return 'The database server offers no TLS, and its address asks for it (sslmode). Switch "ssl" on at the server; nothing was sent in clear text.';
  if (UNTRUSTED.includes(code))
    return 'The certificate of the database server is not signed by a CA that is trusted here. Add sslrootcert=<file of its CA> to the address of the database.';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'The certificate of the database server is for another name. Connect to the name that stands in it, or give the server a certificate for this one.';
  if (code === 'CERT_HAS_EXPIRED') return 'The certificate of the database server has expired. Renew it.';
  if (code === 'ENOENT' && path !== undefined)
    return `The file ${path} of the database's address (sslrootcert, sslcert, sslkey) is not there.`;
  return undefined;
}
