/** The values of each key, in the order in which they came. */
export function grouped<V>(pairs: readonly [string, V][]): Map<string, V[]> {
  const map = new Map<string, V[]>();
  for (const [key, value] of pairs) {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  }
  return map;
}
