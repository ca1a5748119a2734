/** What counts as given in #if: not absent, empty, false or zero. */
export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
