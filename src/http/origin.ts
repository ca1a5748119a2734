import { AppError } from '../sdk/index.ts';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a change that another site's page asks for (CSRF). Browsers send Origin or Sec-Fetch-Site with every such
 * request, sign-in included; a request that carries a cookie and neither of them is refused as well.
 */
export function assertSameOrigin(
  method: string,
  headers: Record<string, string | undefined>,
  publicUrl: string | undefined,
): void {
  if (SAFE_METHODS.includes(method)) return;
  const origin = headers['origin'];
  const site = headers['sec-fetch-site'];
  if (origin !== undefined) {
    if (isOwn(origin, headers['host'], publicUrl)) return;
    throw foreign();
  }
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign();
  const byCookieOnly = headers['cookie'] !== undefined && headers['authorization'] === undefined;
  if (byCookieOnly && site === undefined) {
    throw new AppError('FORBIDDEN', 'A change by cookie needs the header Origin; use an API token outside a browser.');
  }
}

function isOwn(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (publicUrl !== undefined && asked.origin === new URL(publicUrl).origin) return true;
  return host !== undefined && asked.host === host;
}

function foreign(): AppError {
  return new AppError(
    'FORBIDDEN',
    'This request comes from a page of another site. Use this server from its own page.',
  );
}
