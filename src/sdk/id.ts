const COUNTS = 0x1000;
/** Of the last id: the instant that it was asked for, the one that it has, and its counter. */
const last = { asked: 0, time: 0, count: 0 };

/**
 * A new UUID version 7 (RFC 9562, section 5.7): 48 bits of time, a counter of 12 bits that begins anywhere in its lower
 * half (section 6.2, method 1), 62 random bits. Unguessable; ids of one process sort as they were made, so that the
 * e-mails of one event keep their order, and new rows lie side by side in an index. The random part is that of a
 * version 4 UUID, which Node takes from a pool.
 */
export function newId(now = Date.now()): string {
  const random = crypto.randomUUID();
  const seed = Number.parseInt(random.slice(15, 18), 16) % (COUNTS / 2);
  // Thousands of one millisecond go on into the next one.
  if (now < last.asked || now > last.time) Object.assign(last, { time: now, count: seed });
  else if (last.count + 1 < COUNTS) last.count++;
  else Object.assign(last, { time: last.time + 1, count: seed });
  last.asked = now;
  const time = last.time.toString(16).padStart(12, '0');
  const count = last.count.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}${random.slice(18)}`;
}

/** The smallest start of an id that was made at this instant: ids begin with their time (RFC 9562, section 5.7). */
export function idPrefix(at: number): string {
  const hex = Math.max(0, Math.trunc(at)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
