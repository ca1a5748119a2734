/** They never hold anything (HTML, section 13.1.2), or end where the next of them begins. */
const HOLDS_NOTHING = new Set([
  'br',
  'img',
  'hr',
  'col',
  'wbr',
  'input',
  'meta',
  'link',
  'area',
  'base',
  'embed',
  'source',
]);
const ENDS_ITSELF = new Set(['p', 'li', 'td', 'tr', 'th', 'dd', 'dt', 'option']);

/**
 * Whether tags of this HTML lie deeper in each other than `most`, counted as parsers do: an end tag closes what is open
 * under its name, with everything in it, and nothing else. Cleaning takes the square of the depth, this a pass.
 */
export function isDeeperThan(html: string, most: number): boolean {
  const open: string[] = [];
  const count = new Map<string, number>();
  const close = () => {
    const name = open.pop() ?? '';
    count.set(name, (count.get(name) ?? 1) - 1);
    return name;
  };
  for (const [, slash, given = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    const name = given.toLowerCase();
    if (HOLDS_NOTHING.has(name)) continue;
    if (slash === '/') {
      if ((count.get(name) ?? 0) > 0) while (close() !== name);
      continue;
    }
    if (ENDS_ITSELF.has(name) && open.at(-1) === name) close();
    open.push(name);
    count.set(name, (count.get(name) ?? 0) + 1);
    if (open.length > most) return true;
  }
  return false;
}
