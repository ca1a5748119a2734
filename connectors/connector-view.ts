import type { FieldProblem, LearnedCapabilities, Mailbox } from '../src/sdk/index.ts';
import type { ConnectorRow, ConnectorSecurity } from '../src/store/tables/connector.table.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import type { Settings } from './connector-types.ts';
import { effectiveState } from './providers/switches.ts';
import { OPEN } from './rights.ts';
import { putSecrets, STORED } from './secret-fields.ts';

/** A connector as the From choice of a rule shows it. */
export interface ConnectorChoice {
  id: string;
  type: string;
  typeTitle: string;
  typeIcon: string;
  displayName: string;
  state: ConnectorRow['state'];
  stateReason: string;
  canSend: boolean;
  from: Mailbox | null;
}

/** A line of the list of data sources. */
export interface ConnectorLine extends ConnectorChoice {
  provider: string | null;
  enabled: boolean;
  /** the file that it comes from: people cannot change it */
  managedBy: string | null;
  stateAt: number;
  version: number;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
}

/** All of a connector but its secrets, which are answered as `{ "$secret": "stored" }`. */
export interface ConnectorView extends ConnectorLine {
  settings: Settings;
  /** what is still needed; paths are JSON pointers below /settings */
  missing: FieldProblem[];
  testedAt: number | null;
  learned: LearnedCapabilities;
  security: ConnectorSecurity;
}

type Deps = Pick<ConnectorDeps, 'types' | 'providers'>;

export function connectorChoice(deps: Deps, row: ConnectorRow): ConnectorChoice {
  const type = deps.types.find(row.type);
  const account = accountWithoutSecrets(deps, row);
  return {
    id: row.id,
    type: row.type,
    // The folder of a type may have been taken away: the connector is still there to be seen and deleted.
    typeTitle: type?.title ?? row.type,
    typeIcon: type?.icon ?? 'unknown',
    displayName: row.displayName,
    ...effectiveState(row.provider === null ? undefined : deps.providers.find(row.provider), row),
    canSend: account?.smtp !== undefined,
    from: account?.smtp ? account.from : null,
  };
}

export function connectorLine(deps: Deps, row: ConnectorRow): ConnectorLine {
  const { provider, enabled, managedBy, stateAt, version, createdAt, createdBy, modifiedAt, modifiedBy } = row;
  const rest = { provider, enabled, managedBy, stateAt, version, createdAt, createdBy, modifiedAt, modifiedBy };
  return { ...connectorChoice(deps, row), ...rest };
}

export function connectorView(deps: Deps, row: ConnectorRow): ConnectorView {
  const missing = deps.types.find(row.type)?.missing(withPlaceholders(row)) ?? [];
  return {
    ...connectorLine(deps, row),
    settings: putSecrets(
      row.settings,
      Object.keys(row.secrets).map((pointer) => [pointer, STORED]),
    ),
    missing: missing.map(({ path, message }) => ({ path: `/settings${path}`, message })),
    testedAt: row.testedAt,
    learned: row.learned,
    security: row.security ?? OPEN,
  };
}

/** Enough to say who sends; its passwords are placeholders. Undefined while the details are incomplete. */
export function accountWithoutSecrets(deps: Pick<Deps, 'types'>, row: ConnectorRow) {
  const type = deps.types.find(row.type);
  const settings = withPlaceholders(row);
  if (!type || type.missing(settings).length > 0) return undefined;
  return type.account(settings, { id: row.id, displayName: row.displayName, learned: row.learned });
}

function withPlaceholders(row: ConnectorRow): Settings {
  return putSecrets(
    row.settings,
    Object.keys(row.secrets).map((pointer) => [pointer, 'stored']),
  );
}
