import type { Caller, RouteRequest } from '../src/http/route.ts';
import { AppError, type ConnectorState } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import { type ConnectorFilter, listConnectorRows } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import type { ConnectorView } from './connector-view.ts';
import { readConnector } from './connectors.ts';
import { assertMay as assertMayDo, type ConnectorDeed, isAllowed } from './guard.ts';

export const ifMatch = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};
export async function answerOf(deps: ConnectorDeps, view: ConnectorView, caller: Caller) {
  const [body] = await withRights(deps, [view], caller);
  return { body, etag: String(view.version) };
}

/** Each with whether the caller may edit it. */
export async function withRights<View extends { id: string }>(
  deps: ConnectorDeps,
  views: readonly View[],
  caller: Caller,
) {
  const { read } = deps.store;
  const rows = new Map((await listConnectorRows(read, {})).map((row) => [row.id, row]));
  const shown: (View & { mayEdit: boolean })[] = [];
  for (const view of views) {
    const row = rows.get(view.id);
    shown.push({ ...view, mayEdit: row === undefined || (await isAllowed(deps, read, 'test', row, caller)) });
  }
  return shown;
}

export function filterOf(query: Record<string, string>): ConnectorFilter {
  const { search, state, type } = query as { search?: string; state?: ConnectorState; type?: string };
  return { ...(search ? { search } : {}), ...(state ? { state } : {}), ...(type ? { type } : {}) };
}

/** Who asks, what was seen of the connector, and the question whether the person may do this to it. */
export function authorOf(deps: ConnectorDeps, request: RouteRequest, deed: ConnectorDeed = 'change') {
  const version = versionOf(request);
  const { caller } = request;
  const assertMay = (tx: Tx, row: ConnectorRow) => assertMayDo(deps, tx, deed, row, caller);
  return { name: caller.name, assertMay, ...(version === undefined ? {} : { version }) };
}

function versionOf({ headers }: RouteRequest): number | undefined {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return undefined;
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return Number(version);
}

/** Of what is gone afterwards the audit keeps the name. */
export async function tellName(deps: ConnectorDeps, request: RouteRequest): Promise<void> {
  const { id, displayName } = await readConnector(deps, param(request, 'id'));
  request.note?.({ subject: { id, name: displayName } });
}

export function param({ params }: RouteRequest, name: string): string {
  return params[name] ?? '';
}
