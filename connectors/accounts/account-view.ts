import type { ConnectorState, FieldProblem } from '../../src/sdk/index.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import type { Settings } from '../connector-types.ts';
import { connectorView } from '../connector-view.ts';
import type { OwnAccount } from './account.store.ts';

/** An own mailbox as its owner sees it: all but its secrets. */
export interface EmailAccountView {
  id: string;
  address: string;
  displayName: string;
  senderName: string;
  provider: string | null;
  connected: boolean;
  state: ConnectorState;
  stateReason: string;
  stateAt: number;
  canSend: boolean;
  isDefault: boolean;
  shared: boolean;
  readEmail: boolean;
  signature: string;
  useSignature: boolean;
  rulesMaySend: boolean;
  settings: Settings;
  missing: FieldProblem[];
  version: number;
}

/** The same for administrators: that it exists and whether it works. Nothing of its settings, and no mail. */
export interface AccountLine {
  id: string;
  owner: { id: string; name: string };
  address: string;
  provider: string | null;
  connected: boolean;
  state: ConnectorState;
  stateReason: string;
  stateAt: number;
}

type Deps = Pick<ConnectorDeps, 'types' | 'providers'>;

export function accountView(deps: Deps, { account, connector }: OwnAccount): EmailAccountView {
  const view = connectorView(deps, connector);
  const { id, address, senderName, connected, isDefault, shared, readEmail, signature, useSignature, rulesMaySend } =
    account;
  const { displayName, provider, state, stateReason, stateAt, canSend, settings, missing, version } = view;
  return {
    ...{ id, address, displayName, senderName, provider, connected, state, stateReason, stateAt },
    canSend: canSend && connected,
    ...{ isDefault, shared, readEmail, signature, useSignature, rulesMaySend, settings, missing, version },
  };
}

export function accountLine(deps: Deps, own: OwnAccount): AccountLine {
  const { id, address, provider, connected, state, stateReason, stateAt } = accountView(deps, own);
  const owner = { id: own.account.ownerId, name: own.connector.createdBy };
  return { id, owner, address, provider, connected, state, stateReason, stateAt };
}
