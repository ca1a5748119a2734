import { findProblems } from '../src/schema/validator.ts';
import { AppError, type FieldProblem, invalid } from '../src/sdk/index.ts';
import type { SecretBox } from '../src/secrets/secret-box.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import type { AnyConnectorType, Settings } from './connector-types.ts';
import { mergeSecrets, openSecrets, putSecrets, takeSecrets } from './secret-fields.ts';

/** The values of a connector, ready to be tested or stored. Never logged, never answered. */
export interface ConnectorValues {
  type: AnyConnectorType;
  /** without secrets */
  settings: Settings;
  /** JSON pointer -> plain text */
  secrets: Map<string, string>;
  /** with secrets */
  complete: Settings;
  /** stored secrets that were forgotten because their destination changed */
  cleared: string[];
  /** ties a test to exactly these values */
  hash: string;
  /** what the hash is over */
  hashed: string;
}

type Deps = Pick<ConnectorDeps, 'types' | 'secrets'>;
type StoredValues = Pick<ConnectorRow, 'id' | 'type' | 'settings' | 'secrets'>;

/** The values as they are stored. Throws SECRET_KEY when a secret cannot be opened. */
export function storedValues(deps: Deps, row: StoredValues): ConnectorValues {
  const type = deps.types.get(row.type);
  return valuesOf(deps.secrets, type, row.settings, openSecrets(deps.secrets, row.id, row.secrets), []);
}

/**
 * The values of a request: made ours, validated, completed with stored secrets where they were left untouched and
 * still go to the same destination. Throws VALIDATION with JSON pointers below /settings.
 */
export function requestedValues(
  deps: Deps,
  typeName: string,
  settings: unknown,
  stored: StoredValues | undefined,
): ConnectorValues {
  const type = deps.types.find(typeName);
  if (!type) throw invalid([{ path: '/type', message: `There is no connector type "${typeName}".` }]);
  const taken = takeSecrets(type.normalize(settings), deps.types.secretPointers(typeName));
  const typed = [...taken.wishes].filter((wish): wish is [string, string] => wish[1] !== null);
  const problems = findProblems(type.settingsSchema, putTyped(taken.settings, typed), '/settings');
  if (problems.length > 0) throw invalid(problems);
  const plain = taken.settings as Settings;
  const kept = mergeSecrets(taken.wishes, storedSecrets(deps.secrets, stored), {
    before: stored ? type.secretDestinations(stored.settings) : {},
    after: type.secretDestinations(plain),
  });
  return valuesOf(deps.secrets, type, plain, kept.plain, kept.cleared);
}

/** What is still needed; says why when a stored secret was forgotten. Paths are below /settings. */
export function missingDetails(values: ConnectorValues): FieldProblem[] {
  return values.type.missing(values.complete).map(({ path, message }) => ({
    path: `/settings${path}`,
    message: values.cleared.includes(path)
      ? 'Server, port, security, certificate or user was changed: type the password again. It only ever goes to the server it was typed for.'
      : message,
  }));
}

function valuesOf(
  box: SecretBox,
  type: AnyConnectorType,
  settings: Settings,
  secrets: Map<string, string>,
  cleared: string[],
): ConnectorValues {
  // A digest with the key: with a plain one, whoever has the database could try passwords against it.
  const hashed = canonical([type.type, settings, Object.fromEntries(secrets)]);
  return {
    type,
    settings,
    secrets,
    complete: putSecrets(settings, secrets),
    cleared,
    hash: box.digest(hashed),
    hashed,
  };
}

/** Whether these are the stored values. A secret whose key is lost is not the same as anything. */
export function isStored(deps: Deps, row: StoredValues, values: ConnectorValues): boolean {
  try {
    return storedValues(deps, row).hash === values.hash;
  } catch (error) {
    if (error instanceof AppError && error.code === 'SECRET_KEY') return false;
    throw error;
  }
}

function storedSecrets(box: SecretBox, stored: StoredValues | undefined) {
  return {
    pointers: Object.keys(stored?.secrets ?? {}),
    open: (field: string) => box.open(stored?.secrets[field] ?? '', { connectorId: stored?.id ?? '', field }),
  };
}

function putTyped(settings: unknown, typed: [string, string][]): unknown {
  const isObject = typeof settings === 'object' && settings !== null && !Array.isArray(settings);
  return isObject ? putSecrets(settings as Settings, typed) : settings;
}

/** The order of keys must not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
