/** Only paths of this page: a link must not lead a person who signs in to another site. */
export function isOwnPath(to: unknown): to is string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to);
}
