import { OPERATOR_ID, type Person, UNKNOWN_PERSON } from '../src/sdk/index.ts';
import type { ConnectorRow, ConnectorSecurity, NamedPeople } from '../src/store/tables/connector.table.ts';

/** Nobody is named anywhere. */
export const OPEN: ConnectorSecurity = {
  administrators: { users: [], groups: [] },
  users: { users: [], groups: [] },
  excluded: { users: [], groups: [] },
  readOnly: false,
  enableB2B: false,
};

type Secured = Pick<ConnectorRow, 'displayName' | 'security'>;

/** Whether there is anybody in whose name it may not send. */
export function isRestricted({ security }: Pick<ConnectorRow, 'security'>): boolean {
  return security !== null && (!isBlank(security.users) || !isBlank(security.excluded));
}

/** Whether the person may change, test and delete it. The role that leads to data sources at all is asked before. */
export function mayEdit({ security }: Secured, person: Person): boolean {
  const { administrators } = security ?? OPEN;
  if (isBlank(administrators) || person.id === OPERATOR_ID) return true;
  return person.active && names(administrators, person);
}

/** Why it does not send in this person's name, as a sentence; undefined: it does. Exclusion beats every list. */
export function whyNotUse(connector: Secured, person: Person): string | undefined {
  const { users, excluded, enableB2B } = connector.security ?? OPEN;
  const { displayName } = connector;
  if (person.partner !== undefined && !enableB2B) {
    const { company, mainContact } = person.partner;
    const whose = company ?? (mainContact.name || 'an external partner');
    return `${person.name} works for ${whose}, and "${displayName}" is not open to partners. A connection administrator can enable B2B under Security.`;
  }
  if (!isRestricted(connector) || person.id === OPERATOR_ID) return undefined;
  if (person.id === UNKNOWN_PERSON) {
    return `Not everyone may send with "${displayName}", and it was not kept who wrote the rule. Somebody who may send with it saves the rule again.`;
  }
  const who = person.name || 'Its author, who was deleted,';
  const remedy = 'A connection administrator can name them under Security.';
  if (names(excluded, person)) return `${who} is excluded from "${displayName}". ${remedy}`;
  if (isBlank(users)) return undefined;
  if (!person.active) return `${who} may not send with "${displayName}" any more: the account is disabled or deleted.`;
  return names(users, person) ? undefined : `${who} is not among the connection users of "${displayName}". ${remedy}`;
}

/** Whether the group is named anywhere in it. */
export function namesGroup({ security }: Secured, groupId: string): boolean {
  if (security === null) return false;
  return [security.administrators, security.users, security.excluded].some(({ groups }) => groups.includes(groupId));
}

function names({ users, groups }: NamedPeople, person: Person): boolean {
  return users.includes(person.id) || person.groups.some((group) => groups.includes(group));
}

function isBlank({ users, groups }: NamedPeople): boolean {
  return users.length === 0 && groups.length === 0;
}
