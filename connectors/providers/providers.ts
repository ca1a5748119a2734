import { readdirSync, readFileSync } from 'node:fs';
import { parseWith } from '../../src/schema/validator.ts';
import { AppError } from '../../src/sdk/index.ts';
import { type Provider, providerSchema } from './provider.gen.ts';

/** The providers of the files of this folder. */
export interface ShippedProviders {
  /** by label */
  all(): Provider[];
  find(id: string): Provider | undefined;
  get(id: string): Provider;
}

/** Reads the shipped entries; throws CONFIG, naming the file, for one that is not valid. */
export function loadProviders(folder = new URL('./', import.meta.url)): ShippedProviders {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'));
  const providers = files.map((file) => loadProvider(new URL(file, folder), file));
  const known = new Map(providers.map((provider) => [provider.id, provider]));
  return {
    all: () => [...providers].sort((a, b) => a.label.localeCompare(b.label)),
    find: (id) => known.get(id),
    get: (id) => {
      const found = known.get(id);
      if (!found) throw new AppError('NOT_FOUND', `There is no provider "${id}" in the catalogue.`);
      return found;
    },
  };
}

function loadProvider(url: URL, file: string): Provider {
  try {
    const provider = parseWith<Provider>(providerSchema, JSON.parse(readFileSync(url, 'utf8')));
    if (`${provider.id}.json` !== file) throw new Error(`its id is "${provider.id}"`);
    return provider;
  } catch (error) {
    throw new AppError('CONFIG', `The provider file ${file} is not valid: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
