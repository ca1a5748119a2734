import { AppError } from '../../sdk/index.ts';
import type { Api } from '../api.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { printable, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

interface Named {
  id: string;
  name: string;
}

interface Group extends Named {
  /** ids of people */
  members: string[];
  version: number;
}

/** `mailrule group`: people who are named together, where rights are given. */
export const command: Command = {
  summary: 'List, add, change and delete groups of people',
  usage: [
    'list',
    'create <group> [<user> ...]',
    'add <group> <user> ...',
    'remove <group> <user> ...',
    'rename <group> <new name>',
    'delete <group>',
  ],
  help: `People and groups are given by their names. Who may send with a data source is said in its security settings
("mailrule connector security"); a change of a group counts at once. A group that a data source names cannot be deleted.`,
  async run(input) {
    const [action, name, ...names] = input.args;
    if (action === 'list' && name === undefined) return list(input);
    if (name === undefined) throw wrongUse();
    if (action === 'create') return create(input, name, names);
    if (action === 'delete' && names.length === 0) return remove(input, name);
    if (action === 'rename' && names.length === 1)
      return change(input, name, (group) => ({ ...group, name: names[0] ?? '' }));
    if (names.length === 0 || (action !== 'add' && action !== 'remove')) throw wrongUse();
    return change(input, name, async (group, api) => {
      const ids = await idsOf(api, names);
      const rest = group.members.filter((id) => !ids.includes(id));
      return { ...group, members: action === 'add' ? [...rest, ...ids] : rest };
    });
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  const people = await peopleOf(api);
  input.show(await groupsOf(api), (groups) => table(groups, people));
  return EXIT.ok;
}

async function create(input: CommandInput, name: string, names: string[]): Promise<ExitCode> {
  const api = await input.api();
  const body = { name, members: await idsOf(api, names) };
  const made = await api.call<Group>({ method: 'POST', path: '/groups', body });
  const people = await peopleOf(api);
  input.show(made, (group) => table([group], people));
  return EXIT.ok;
}

async function change(
  input: CommandInput,
  name: string,
  next: (group: Group, api: Api) => Group | Promise<Group>,
): Promise<ExitCode> {
  const api = await input.api();
  const group = await groupOf(api, name);
  const { name: newName, members } = await next(group, api);
  const headers = { 'if-match': `"${group.version}"` };
  const body = { name: newName, members };
  const changed = await api.call<Group>({ method: 'PUT', path: pathOf(group), headers, body });
  const people = await peopleOf(api);
  input.show(changed, (shown) => table([shown], people));
  return EXIT.ok;
}

async function remove(input: CommandInput, name: string): Promise<ExitCode> {
  const api = await input.api();
  const group = await groupOf(api, name);
  await api.call<void>({ method: 'DELETE', path: pathOf(group) });
  input.show({ deleted: group.name }, ({ deleted }) => `${printable(deleted)} is deleted.\n`);
  return EXIT.ok;
}

async function groupsOf(api: Api): Promise<Group[]> {
  return (await api.call<{ items: Group[] }>({ method: 'GET', path: '/groups' })).items;
}

async function peopleOf(api: Api): Promise<Named[]> {
  return (await api.call<{ users: Named[] }>({ method: 'GET', path: '/people' })).users;
}

async function groupOf(api: Api, name: string): Promise<Group> {
  const group = (await groupsOf(api)).find((one) => keyOf(one.name) === keyOf(name));
  if (group) return group;
  throw new AppError('NOT_FOUND', `There is no group named "${name}"; "mailrule group list" shows which there are.`);
}

async function idsOf(api: Api, names: readonly string[]): Promise<string[]> {
  const people = names.length === 0 ? [] : await peopleOf(api);
  return names.map((name) => {
    const person = people.find((one) => keyOf(one.name) === keyOf(name));
    if (person) return person.id;
    throw new AppError('NOT_FOUND', `There is nobody named "${name}"; "mailrule user list" shows who there is.`);
  });
}

function table(groups: readonly Group[], people: readonly Named[]): string {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return textTable(
    ['id', 'name', 'members'],
    groups.map(({ id, name, members }) => [id, name, members.map((one) => names.get(one) ?? one).join(', ') || '-']),
  );
}

/** Case does not tell names apart, here as in the page. */
function keyOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function pathOf({ id }: Named): string {
  return `/groups/${encodeURIComponent(id)}`;
}

function wrongUse(): UsageError {
  return new UsageError(
    'Use: mailrule group list, create <group> [<user> ...], add|remove <group> <user> ..., rename <group> <new name>, or delete <group>.',
  );
}
