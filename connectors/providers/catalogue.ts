import { AppError } from '../../src/sdk/index.ts';
import type { Store } from '../../src/store/store.ts';
import type { ProviderRow } from '../../src/store/tables/provider.table.ts';
import type { Provider } from './provider.gen.ts';
import { catalogueMark, listProviderRows } from './provider.store.ts';
import type { ShippedProviders } from './providers.ts';

/** A provider as it counts, and where it comes from. */
export interface CatalogueEntry {
  provider: Provider;
  /** shipped with the program; shipped and changed here; added here */
  origin: 'shipped' | 'changed' | 'own';
  /** 0 while it is as it was shipped */
  version: number;
  modifiedAt: number | null;
  modifiedBy: string | null;
}

/**
 * All providers: those of the files, with what administrators added or changed. Answers at once, from what was read last;
 * `refresh` before it where another process may have changed something.
 */
export interface ProviderCatalogue extends ShippedProviders {
  entries(): CatalogueEntry[];
  getEntry(id: string): CatalogueEntry;
  /** Reads again what has changed; one small query when nothing has. */
  refresh(): Promise<void>;
}

export async function openCatalogue(store: Store, shipped: ShippedProviders): Promise<ProviderCatalogue> {
  let mark: string | undefined;
  let known = new Map<string, CatalogueEntry>();
  const find = (id: string) => known.get(id);
  const get = (id: string) => {
    const found = find(id);
    if (!found) throw new AppError('NOT_FOUND', `There is no provider "${id}" in the catalogue.`);
    return found;
  };
  const catalogue: ProviderCatalogue = {
    entries: () => [...known.values()],
    all: () => [...known.values()].map(({ provider }) => provider),
    find: (id) => find(id)?.provider,
    get: (id) => get(id).provider,
    getEntry: get,
    refresh: async () => {
      // The mark is read first: what comes between the two is read again next time.
      const now = await catalogueMark(store.read);
      if (now === mark) return;
      known = mergeCatalogue(shipped, await listProviderRows(store.read));
      mark = now;
    },
  };
  await catalogue.refresh();
  return catalogue;
}

/** By label. */
export function mergeCatalogue(shipped: ShippedProviders, rows: readonly ProviderRow[]): Map<string, CatalogueEntry> {
  const entries = new Map<string, CatalogueEntry>();
  for (const provider of shipped.all()) {
    entries.set(provider.id, { provider, origin: 'shipped', version: 0, modifiedAt: null, modifiedBy: null });
  }
  for (const { id, definition, version, modifiedAt, modifiedBy } of rows) {
    const origin = entries.has(id) ? 'changed' : 'own';
    entries.set(id, { provider: definition as unknown as Provider, origin, version, modifiedAt, modifiedBy });
  }
  const byLabel = (a: CatalogueEntry, b: CatalogueEntry) => a.provider.label.localeCompare(b.provider.label);
  return new Map([...entries.values()].sort(byLabel).map((entry) => [entry.provider.id, entry]));
}
