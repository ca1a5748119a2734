import { AppError, type Clock, invalid, type JsonObject } from '../../src/sdk/index.ts';
import type { Store } from '../../src/store/store.ts';
import type { ProviderRow } from '../../src/store/tables/provider.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { type CatalogueEntry, mergeCatalogue, type ProviderCatalogue } from './catalogue.ts';
import { completeProvider, idFromLabel } from './complete-provider.ts';
import type { Provider } from './provider.gen.ts';
import {
  changeCatalogue,
  connectorsOf,
  deleteProviderRow,
  insertProviderRow,
  listProviderRows,
  type ProviderUse,
  staleProvider,
  updateProviderRow,
} from './provider.store.ts';
import type { ProviderDefinition } from './provider-definition.gen.ts';
import type { ShippedProviders } from './providers.ts';
import { switchedOff, switchesOf } from './switches.ts';

export interface ProviderDeps {
  store: Store;
  clock: Clock;
  providers: ProviderCatalogue;
  shippedProviders: ShippedProviders;
  /** What these connectors have not sent yet waits, with this reason. Database calls only. */
  holdMails(tx: Tx, connectorIds: readonly string[], reason: string): Promise<void>;
  /** The connector can be used (again): what waits for it need not wait any longer. */
  becameActive(connectorId: string): Promise<void>;
}

/** Who does it, and the version of the provider that was seen (If-Match). */
export interface ProviderAuthor {
  name: string;
  version?: number;
}

type Merged = ReadonlyMap<string, CatalogueEntry>;

/** Errors: VALIDATION with JSON pointers, CONFLICT for an id or a domain that another provider has. */
export async function createProvider(
  deps: ProviderDeps,
  definition: ProviderDefinition,
  author: ProviderAuthor,
): Promise<CatalogueEntry> {
  const id = await changeCatalogue(deps.store, async (tx) => {
    const merged = await mergedNow(deps, tx);
    const wanted = definition.id ?? freeId(merged, completeProvider('provider', definition).label);
    if (merged.has(wanted)) throw idTaken(wanted);
    const provider = completeProvider(wanted, definition);
    assertFreeDomains(merged, provider);
    await insertProviderRow(tx, newRow(deps, provider, author));
    return wanted;
  });
  await deps.providers.refresh();
  return deps.providers.getEntry(id);
}

/** A shipped provider is never overwritten: what is stored for it takes its place until it is reset. */
export async function changeProvider(
  deps: ProviderDeps,
  id: string,
  definition: ProviderDefinition,
  author: ProviderAuthor,
): Promise<CatalogueEntry> {
  if (definition.id !== undefined && definition.id !== id) {
    throw invalid([{ path: '/id', message: 'The id of a provider cannot be changed: connectors know it by it.' }]);
  }
  return replace(deps, id, author, async (tx, before, merged) => {
    const provider = completeProvider(id, definition);
    assertFreeDomains(merged, provider);
    if (before.origin === 'shipped') await insertProviderRow(tx, newRow(deps, provider, author));
    else await updateProviderRow(tx, changedRow(deps, before, provider, author));
    return provider;
  });
}

/** Back to what the program ships. STATE for a provider that was added here. */
export async function resetProvider(deps: ProviderDeps, id: string, author: ProviderAuthor): Promise<CatalogueEntry> {
  return replace(deps, id, author, async (tx, before, merged) => {
    if (before.origin === 'own') {
      throw new AppError('STATE', `"${before.provider.label}" was added here: there is no shipped version. Delete it.`);
    }
    const shipped = deps.shippedProviders.get(id);
    assertFreeDomains(merged, shipped);
    await deleteProviderRow(tx, id);
    return shipped;
  });
}

/** Refused with STATE for a shipped one, and with CONFLICT (details.usedBy) while a connector uses it. */
export async function deleteProvider(deps: ProviderDeps, id: string, author: ProviderAuthor): Promise<void> {
  await changeCatalogue(deps.store, async (tx) => {
    const entry = getMerged(await mergedNow(deps, tx), id);
    assertVersion(entry, author);
    const { label } = entry.provider;
    if (entry.origin !== 'own') {
      throw new AppError(
        'STATE',
        `"${label}" is shipped with the program and cannot be deleted. Switch receiving and sending off to keep it from being used.`,
      );
    }
    await deleteProviderRow(tx, id);
    const uses = await connectorsOf(tx, id);
    const usedBy = uses.map((use) => `the ${use.personal ? 'email account' : 'data source'} "${use.displayName}"`);
    if (usedBy.length > 0) {
      const sentence = `"${label}" is used by ${usedBy.join(', ')}. Choose another provider there first.`;
      throw new AppError('CONFLICT', sentence, { details: { usedBy } });
    }
  });
  await deps.providers.refresh();
}

/** What deleteProvider would name. */
export async function listProviderUses(deps: ProviderDeps, id: string): Promise<ProviderUse[]> {
  await deps.providers.refresh();
  deps.providers.getEntry(id);
  return connectorsOf(deps.store.read, id);
}

/** Changes an entry; its switches take hold in the same transaction, and what waited goes on after it. */
async function replace(
  deps: ProviderDeps,
  id: string,
  author: ProviderAuthor,
  change: (tx: Tx, before: CatalogueEntry, merged: Merged) => Promise<Provider>,
): Promise<CatalogueEntry> {
  const goOn = await changeCatalogue(deps.store, async (tx) => {
    const merged = await mergedNow(deps, tx);
    const before = getMerged(merged, id);
    assertVersion(before, author);
    const after = await change(tx, before, merged);
    const [was, is] = [switchesOf(before.provider), switchesOf(after)];
    const uses = await connectorsOf(tx, id);
    const reason = switchedOff(after, 'send');
    if (was.send && reason !== undefined) {
      await deps.holdMails(
        tx,
        uses.map((use) => use.id),
        reason,
      );
    }
    const switchedOn = (!was.send && is.send) || (!was.receive && is.receive);
    // A problematic one, too: only by sending it finds out that it works again.
    return switchedOn ? uses.filter(({ state }) => state === 'active' || state === 'problematic') : [];
  });
  await deps.providers.refresh();
  for (const connector of goOn) await deps.becameActive(connector.id);
  return deps.providers.getEntry(id);
}

async function mergedNow(deps: ProviderDeps, tx: Tx): Promise<Merged> {
  return mergeCatalogue(deps.shippedProviders, await listProviderRows(tx));
}

function getMerged(merged: Merged, id: string): CatalogueEntry {
  const entry = merged.get(id);
  if (!entry)
    throw new AppError('NOT_FOUND', `There is no provider "${id}" in the catalogue. It may have been deleted.`);
  return entry;
}

function assertVersion({ version }: CatalogueEntry, author: ProviderAuthor): void {
  if (author.version !== undefined && author.version !== version) throw staleProvider();
}

/** The same domain at two providers would leave it to chance whose servers an address gets. */
function assertFreeDomains(merged: Merged, { id, domains }: Provider): void {
  const others = [...merged.values()].filter(({ provider }) => provider.id !== id);
  const fields = domains.flatMap((domain, index) => {
    const other = others.find(({ provider }) => provider.domains.includes(domain));
    if (!other) return [];
    return [{ path: `/domains/${index}`, message: `"${domain}" belongs to "${other.provider.label}".` }];
  });
  if (fields.length === 0) return;
  const sentences = fields.map(({ message }) => message).join(' ');
  throw new AppError('CONFLICT', `${sentences} Take it away from one of them.`, { details: { fields } });
}

function freeId(merged: Merged, label: string): string {
  const wanted = idFromLabel(label);
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? wanted : `${wanted}-${count}`;
    if (!merged.has(id)) return id;
  }
}

function idTaken(id: string): AppError {
  return new AppError('CONFLICT', `There is a provider with the id "${id}" already. Choose another id.`, {
    details: { fields: [{ path: '/id', message: 'Another provider has this id.' }] },
  });
}

function newRow({ clock }: ProviderDeps, provider: Provider, { name }: ProviderAuthor): ProviderRow {
  const at = clock.now();
  const stamps = { createdAt: at, createdBy: name, modifiedAt: at, modifiedBy: name };
  return { id: provider.id, definition: provider as unknown as JsonObject, version: 1, ...stamps };
}

function changedRow(
  deps: ProviderDeps,
  before: CatalogueEntry,
  provider: Provider,
  author: ProviderAuthor,
): ProviderRow {
  const { createdAt: _, createdBy: __, ...row } = newRow(deps, provider, author);
  return { ...row, version: before.version + 1 } as ProviderRow;
}
