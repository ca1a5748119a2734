import { AppError } from '../sdk/index.ts';

type Headers = Record<string, string | undefined>;

/** Where providers send people back to. It must be registered there exactly so. */
export const CALLBACK_PATH = '/api/oauth/callback';

/**
 * The address of this server as browsers see it: the configured one, or on the machine itself the one of the request.
 * STATE where there is none: a name that anybody may send in a header must not decide where a consent goes.
 */
export function ownAddress(publicUrl: string | undefined, headers: Headers): string {
  const address = findOwnAddress(publicUrl, headers);
  if (address !== undefined) return address;
  throw new AppError(
    'STATE',
    'The provider must know where to send people back to. Set MAILRULE_PUBLIC_URL to the address of this page and start the server again.',
  );
}

export function findOwnAddress(publicUrl: string | undefined, headers: Headers): string | undefined {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const host = headers['host'];
  return host !== undefined && isLoopback(`http://${host}`) ? `http://${host}` : undefined;
}

/** Google and others take plain http for these only. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
