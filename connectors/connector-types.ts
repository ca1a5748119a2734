import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertSchema } from '../src/schema/validator.ts';
import { AppError, type ConnectorType } from '../src/sdk/index.ts';
import { assertDrawable, secretPointers } from './settings-schema.ts';

export type Settings = Record<string, unknown>;
export type AnyConnectorType = ConnectorType<Settings>;

export interface ConnectorTypes {
  all(): AnyConnectorType[];
  find(type: string): AnyConnectorType | undefined;
  get(type: string): AnyConnectorType;
  /** JSON pointers of the secrets in the settings of a type */
  secretPointers(type: string): string[];
}

/** Every folder of `types/` is a connector type: a new one is a new folder, and nothing else is edited. */
export async function loadConnectorTypes(folder = new URL('./types/', import.meta.url)): Promise<ConnectorTypes> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return connectorTypes(await Promise.all(names.map((name) => loadType(folder, name))));
}

export function connectorTypes(types: AnyConnectorType[]): ConnectorTypes {
  const known = new Map(types.map((type) => [type.type, type]));
  const pointers = new Map(types.map((type) => [type.type, secretPointers(type.settingsSchema)]));
  for (const type of types) {
    assertDrawable(type.settingsSchema, type.type);
    assertSchema(type.settingsSchema);
  }
  return {
    all: () => [...known.values()],
    find: (type) => known.get(type),
    get: (type) => {
      const found = known.get(type);
      if (!found) throw new AppError('NOT_FOUND', `There is no connector type "${type}".`);
      return found;
    },
    secretPointers: (type) => pointers.get(type) ?? [],
  };
}

async function loadType(folder: URL, name: string): Promise<AnyConnectorType> {
  // From the repository the file is TypeScript, from the built package JavaScript.
  const file = ['index.ts', 'index.js']
    .map((index) => new URL(`${name}/${index}`, folder))
    .find((url) => existsSync(url));
  if (!file)
    throw new AppError(
      'CONFIG',
      `The folder ${fileURLToPath(folder)}${name} holds no connector type: index.ts is missing.`,
    );
  const { default: type } = (await import(file.href)) as { default?: AnyConnectorType };
  if (type?.type !== name) {
    throw new AppError(
      'CONFIG',
      `${fileURLToPath(file)} must have a connector type named "${name}" as its default export.`,
    );
  }
  return type;
}
