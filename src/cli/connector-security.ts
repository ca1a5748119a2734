import { AppError } from '../sdk/index.ts';
import type { Api } from './api.ts';
import { type CommandInput, EXIT, type ExitCode } from './command.ts';
import { printable } from './text-table.ts';

interface NamedPeople {
  users: string[];
  groups: string[];
}

interface Security {
  administrators: NamedPeople;
  users: NamedPeople;
  excluded: NamedPeople;
  readOnly: boolean;
  enableB2B: boolean;
}

interface Connector {
  id: string;
  displayName: string;
  version: number;
  security: Security;
}

interface People {
  users: { id: string; name: string }[];
  groups: { id: string; name: string }[];
}

/** Options of `mailrule connector security`. */
export const SECURITY_OPTIONS = {
  administrators: { type: 'string' },
  users: { type: 'string' },
  excluded: { type: 'string' },
  'read-only': { type: 'boolean' },
  'no-read-only': { type: 'boolean' },
  b2b: { type: 'boolean' },
  'no-b2b': { type: 'boolean' },
} as const;

/** Shows who may change a connector and in whose name it sends; what is given with an option is changed. */
export async function connectorSecurity(input: CommandInput, name: string): Promise<ExitCode> {
  const api = await input.api();
  const people = await api.call<People>({ method: 'GET', path: '/people' });
  const connector = await findConnector(api, name);
  const next = changed(connector.security, input.flags, people);
  const shown = next === connector.security ? connector : await save(api, connector, next);
  input.show({ name: shown.displayName, ...shown.security }, () => text(shown, people));
  return EXIT.ok;
}

async function findConnector(api: Api, name: string): Promise<Connector> {
  const { connectors } = await api.call<{ connectors: { id: string; displayName: string }[] }>({
    method: 'GET',
    path: '/connectors',
  });
  const found = connectors.find((one) => one.id === name || keyOf(one.displayName) === keyOf(name));
  if (found) return api.call<Connector>({ method: 'GET', path: `/connectors/${encodeURIComponent(found.id)}` });
  throw new AppError('NOT_FOUND', `There is no connector named "${name}"; "mailrule connector list" shows them.`);
}

function save(api: Api, { id, version }: Connector, body: Security): Promise<Connector> {
  const path = `/connectors/${encodeURIComponent(id)}/security`;
  return api.call<Connector>({ method: 'PUT', path, body, headers: { 'if-match': `"${version}"` } });
}

function changed(security: Security, flags: CommandInput['flags'], people: People): Security {
  const lists = (['administrators', 'users', 'excluded'] as const).flatMap((list) => {
    const given = flags[list];
    return typeof given === 'string' ? [[list, peopleOf(given, people)]] : [];
  });
  const readOnly = switched(flags, 'read-only');
  const enableB2B = switched(flags, 'b2b');
  if (lists.length === 0 && readOnly === undefined && enableB2B === undefined) return security;
  const switches = { ...(readOnly !== undefined && { readOnly }), ...(enableB2B !== undefined && { enableB2B }) };
  return { ...security, ...Object.fromEntries(lists), ...switches };
}

function switched(flags: CommandInput['flags'], name: string): boolean | undefined {
  return flags[name] === true ? true : flags[`no-${name}`] === true ? false : undefined;
}

/** Names with commas between them; a group is group:<name>. Nothing: nobody is named. */
function peopleOf(given: string, people: People): NamedPeople {
  const names = given.split(',').flatMap((name) => name.trim() || []);
  const groups = names.filter((name) => name.startsWith('group:'));
  return {
    users: names.filter((name) => !groups.includes(name)).map((name) => idOf(people.users, 'person', name)),
    groups: groups.map((name) => idOf(people.groups, 'group', name.slice('group:'.length))),
  };
}

function idOf(list: People['users'], kind: string, name: string): string {
  const found = list.find((one) => keyOf(one.name) === keyOf(name));
  if (found) return found.id;
  throw new AppError('NOT_FOUND', `There is no ${kind} named "${name}".`);
}

function text({ displayName, security }: Connector, people: People): string {
  const named = ({ users, groups }: NamedPeople, blank: string) => {
    const names = [
      ...users.map((id) => nameOf(people.users, id)),
      ...groups.map((id) => `group:${nameOf(people.groups, id)}`),
    ];
    return names.length === 0 ? blank : names.map(printable).join(', ');
  };
  return [
    `${printable(displayName)}${security.readOnly ? ' (read-only)' : ''}`,
    `Connection administrators: ${named(security.administrators, 'any Administrator and Data sources manager')}`,
    `Connection users: ${named(security.users, 'everyone')}`,
    `Excluded: ${named(security.excluded, 'nobody')}`,
    `External partners: ${security.enableB2B ? 'may use it' : 'may not use it'}`,
    '',
  ].join('\n');
}

function nameOf(list: People['users'], id: string): string {
  return list.find((one) => one.id === id)?.name ?? '(deleted)';
}

function keyOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
