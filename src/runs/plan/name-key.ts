/** How a row and a document agree on a name: without folders, whatever the case and the way letters are composed. */
export function nameKey(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return base.trim().toLowerCase();
}
