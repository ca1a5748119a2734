/**
 * A new UUID version 7 (RFC 9562, section 5.7): 48 bits of time, 74 random bits. Unguessable, and new rows lie side
 * by side in an index. The random half is that of a version 4 UUID, which Node takes from a pool.
 */
export function newId(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

/** The smallest start of an id that was made at this instant: ids begin with their time (RFC 9562, section 5.7). */
export function idPrefix(at: number): string {
  const hex = Math.max(0, Math.trunc(at)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
