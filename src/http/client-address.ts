import { isIP } from 'node:net';

/**
 * The address of the client, of what the proxies say as far as they are trusted. Some proxies add the port, which is not of
 * the address. What is no address at all is not believed: then it is that of the connection.
 */
export function clientAddress(said: string | undefined, connection: string | undefined): string {
  const plain = withoutPort(said?.trim() ?? '');
  return isIP(plain) === 0 ? (connection ?? '') : plain;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1];
  return bracketed ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
}
