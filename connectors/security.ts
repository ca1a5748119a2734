import { invalid, type PartnerMail } from '../src/sdk/index.ts';
import type { ConnectorRow, ConnectorSecurity, NamedPeople } from '../src/store/tables/connector.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import { refusedByOwner } from './accounts/rule-account.ts';
import {
  findConnectorRow,
  getSharedConnectorRow,
  listConnectorRows,
  stale,
  updateConnectorRow,
} from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import type { ConnectorSecurityInput } from './connector-security.gen.ts';
import type { Author } from './connectors.ts';
import { partnerMail } from './partner-mail.ts';
import { namesGroup, OPEN, whyNotUse } from './rights.ts';

const LISTS = ['administrators', 'users', 'excluded'] as const;

/** Says who may change a connector and in whose name it sends. It counts at once, for mails that wait, too. */
export async function secureConnector(
  deps: ConnectorDeps,
  id: string,
  input: ConnectorSecurityInput,
  author: Author & { version?: number },
): Promise<ConnectorRow> {
  return deps.store.write(async (tx) => {
    const before = await getSharedConnectorRow(tx, id);
    if (author.version !== undefined && author.version !== before.version) throw stale();
    await author.assertMay?.(tx, before);
    const security = securityOf(input);
    await assertKnown(deps, tx, security, before.security ?? OPEN);
    const change = { security, modifiedAt: deps.clock.now(), modifiedBy: author.name };
    await updateConnectorRow(tx, before, change);
    await deps.rightsChanged(tx);
    return { ...before, ...change, version: before.version + 1 };
  });
}

/** In whose name this connector does not send, each with the reason; in the order asked. */
export async function refusedUsers(
  deps: Pick<ConnectorDeps, 'people'>,
  tx: Tx,
  connectorId: string,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  const row = await findConnectorRow(tx, connectorId);
  // That it is gone is told where it is to be used.
  if (row === undefined) return new Map();
  if (row.ownerId !== null) return refusedByOwner(tx, row, userIds);
  const people = await deps.people.find(tx, userIds);
  const refused = userIds.flatMap((id): [string, string][] => {
    const sentence = whyNotUse(row, people.get(id) ?? { id, name: '', active: false, groups: [] });
    return sentence === undefined ? [] : [[id, sentence]];
  });
  return new Map(refused);
}

/** What an e-mail in this person's name gets from a connector that is open to partners; undefined for one of ours. */
export async function partnerDefaultsFor(
  deps: Pick<ConnectorDeps, 'people'>,
  tx: Tx,
  { connectorId, userId }: { connectorId: string; userId: string },
): Promise<PartnerMail | undefined> {
  const row = await findConnectorRow(tx, connectorId);
  const defaults = row?.security?.partnerDefaults;
  if (!defaults || !row?.security?.enableB2B) return undefined;
  const partner = (await deps.people.find(tx, [userId])).get(userId)?.partner;
  return partner && partnerMail(defaults, partner);
}

/** The connectors that name a group, as a person would say it. */
export async function connectorsNaming(tx: Tx, groupId: string): Promise<string[]> {
  const rows = await listConnectorRows(tx, {});
  return rows.filter((row) => namesGroup(row, groupId)).map(({ displayName }) => `the data source "${displayName}"`);
}

function securityOf(input: ConnectorSecurityInput): ConnectorSecurity {
  const list = ({ users = [], groups = [] }: { users?: string[]; groups?: string[] }) => ({ users, groups });
  const { administrators, users, excluded = {}, readOnly = false, enableB2B = false, partnerDefaults = null } = input;
  const people = { administrators: list(administrators), users: list(users), excluded: list(excluded) };
  return { ...people, readOnly, enableB2B, ...(partnerDefaults && { partnerDefaults }) };
}

/** Somebody who was named before may have been deleted since: the name stays, else a list could become blank. */
async function assertKnown(deps: ConnectorDeps, tx: Tx, next: ConnectorSecurity, before: ConnectorSecurity) {
  const kept = (kind: keyof NamedPeople) => new Set(LISTS.flatMap((list) => before[list][kind]));
  const known = { users: kept('users'), groups: kept('groups') };
  const asked = (kind: keyof NamedPeople) => [...new Set(LISTS.flatMap((list) => next[list][kind]))];
  const unknown = await deps.people.unknown(tx, { users: asked('users'), groups: asked('groups') });
  const message = 'There is nobody with this id. They may have been deleted; choose again.';
  const fields = LISTS.flatMap((list) =>
    (['users', 'groups'] as const).flatMap((kind) =>
      next[list][kind].flatMap((id, at) =>
        unknown[kind].includes(id) && !known[kind].has(id) ? [{ path: `/${list}/${kind}/${at}`, message }] : [],
      ),
    ),
  );
  if (fields.length > 0) throw invalid(fields);
}
