import type { KeyDeps } from './rotate.ts';

export interface ListedKey {
  /** of its digest, 12 hexadecimal digits: the key itself is never shown */
  id: string;
  /** active: it seals. old: it opens. missing: it is not in the ring, and what it sealed cannot be opened */
  role: 'active' | 'old' | 'missing';
  /** how many values it sealed */
  values: number;
  /** the same by what they are; what there is none of is left out */
  sealed: { what: string; values: number }[];
}

/** The keys of the ring and those that sealed something, with how much. Looks at everything that is stored. */
export async function listKeys({ store, secrets, columns }: KeyDeps): Promise<ListedKey[]> {
  const [active, ...old] = secrets.keyIds();
  const found = new Map<string, Map<string, number>>([active, ...old].map((id) => [id, new Map()]));
  for (const column of columns) {
    for await (const page of column.pages(store.read)) {
      for (const key of page.flatMap(({ keys }) => [...new Set(keys)])) {
        const counts = found.get(key ?? UNREADABLE) ?? new Map<string, number>();
        found.set(key ?? UNREADABLE, counts.set(column.what, (counts.get(column.what) ?? 0) + 1));
      }
    }
  }
  const roleOf = (id: string) => (id === active ? 'active' : old.includes(id) ? 'old' : 'missing');
  return [...found].map(([id, counts]) => {
    const sealed = [...counts].map(([what, values]) => ({ what, values }));
    return { id, role: roleOf(id), values: sealed.reduce((sum, { values }) => sum + values, 0), sealed };
  });
}

/** What is no seal of ours was changed. */
const UNREADABLE = 'changed';
