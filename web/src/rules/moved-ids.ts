/** The ids with one of them a place further up (-1) or down (1); undefined where there is no such place. */
export function movedIds(ids: readonly string[], id: string, by: -1 | 1): string[] | undefined {
  const from = ids.indexOf(id);
  const other = ids[from + by];
  if (from < 0 || other === undefined) return undefined;
  return ids.map((one) => (one === id ? other : one === other ? id : one));
}
