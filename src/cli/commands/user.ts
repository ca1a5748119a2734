import { AppError } from '../../sdk/index.ts';
import type { Api } from '../api.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { instantText, printable, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

/** The part of GET /users that is shown. */
interface Person {
  id: string;
  name: string;
  email: string | null;
  roles: string[];
  state: string;
  linkUntil: number | null;
  signedInAt: number | null;
}

interface Link {
  code: string;
  expiresAt: number;
}

/** `mailrule user`: people and their roles, also when no administrator can sign in any more. */
export const command: Command = {
  summary: 'List, add, change and delete people, and make links to choose a password',
  usage: [
    'list',
    'add <name> [--roles <role,role>] [--email <address>]',
    'roles <name> <role,role>',
    'email <name> <address>',
    'link <name>',
    'disable <name>',
    'enable <name>',
    'delete <name>',
  ],
  help: `The address is where e-mails to the person go, and what single sign-on knows them by; "-" takes it away. Roles: administrator, manage_data_sources, designer, payroll_operator, approver, user.
A link works once, for seven days, and is shown this once. No administrator can sign in any more? On the machine of
the server: "mailrule user enable <name>" and "mailrule user link <name>".`,
  options: { roles: { type: 'string' }, email: { type: 'string' } },
  async run(input) {
    const [action, name, value, ...more] = input.args;
    if (action === 'list' && name === undefined) return list(input);
    const takesValue = action === 'roles' || action === 'email';
    if (name === undefined || more.length > 0 || (value !== undefined) !== takesValue) throw wrongUse();
    switch (action) {
      case 'add':
        return add(input, name);
      case 'roles':
        return change(input, name, { roles: rolesOf(value) });
      case 'email':
        return change(input, name, { email: value === '-' ? null : value });
      case 'link':
        return link(input, name);
      case 'disable':
      case 'enable':
        return change(input, name, { disabled: action === 'disable' });
      case 'delete':
        return remove(input, name);
      default:
        throw wrongUse();
    }
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  input.show(await api.call<{ items: Person[] }>({ method: 'GET', path: '/users' }), ({ items }) => table(items));
  return EXIT.ok;
}

async function add(input: CommandInput, name: string): Promise<ExitCode> {
  const api = await input.api();
  const { roles, email } = input.flags;
  const body = { name, roles: rolesOf(roles), ...(typeof email === 'string' ? { email } : {}) };
  const made = await api.call<{ user: Person; invitation: Link }>({ method: 'POST', path: '/users', body });
  const url = linkUrl(input, made.invitation);
  input.show({ ...made.user, link: url }, () => table([made.user]) + linkText(made.user.name, url, made.invitation));
  return EXIT.ok;
}

async function link(input: CommandInput, name: string): Promise<ExitCode> {
  const api = await input.api();
  const person = await personOf(api, name);
  const made = await api.call<Link>({ method: 'POST', path: `${pathOf(person)}/invitation` });
  const url = linkUrl(input, made);
  input.show({ link: url, expiresAt: made.expiresAt }, () => linkText(person.name, url, made));
  return EXIT.ok;
}

async function change(input: CommandInput, name: string, body: object): Promise<ExitCode> {
  const api = await input.api();
  const path = pathOf(await personOf(api, name));
  input.show(await api.call<Person>({ method: 'PATCH', path, body }), (person) => table([person]));
  return EXIT.ok;
}

async function remove(input: CommandInput, name: string): Promise<ExitCode> {
  const api = await input.api();
  const person = await personOf(api, name);
  await api.call<void>({ method: 'DELETE', path: pathOf(person) });
  input.show({ deleted: person.name }, ({ deleted }) => `${printable(deleted)} is deleted.\n`);
  return EXIT.ok;
}

/** Case does not tell names apart, here as in the page. */
async function personOf(api: Api, name: string): Promise<Person> {
  const { items } = await api.call<{ items: Person[] }>({ method: 'GET', path: '/users' });
  const key = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  const person = items.find((one) => key(one.name) === key(name));
  if (person) return person;
  throw new AppError('NOT_FOUND', `There is nobody named "${name}"; "mailrule user list" shows who there is.`);
}

function table(people: Person[]): string {
  return textTable(
    ['id', 'name', 'roles', 'state', 'link until', 'last sign-in', 'email'],
    people.map((one) => [
      one.id,
      one.name,
      one.roles.join(','),
      one.state,
      instantText(one.linkUntil) || '-',
      instantText(one.signedInAt) || '-',
      one.email ?? '-',
    ]),
  );
}

/** The server that was asked, or where the one on this machine would be reached. */
function linkUrl({ flags, streams, config }: CommandInput, { code }: Link): string {
  const asked = typeof flags['url'] === 'string' ? flags['url'] : streams.env['MAILRULE_URL'];
  const base = asked || serverUrl(config());
  return `${base.replace(/\/+$/, '').replace(/\/api$/, '')}/invite#${code}`;
}

function serverUrl({ publicUrl, host, port }: { publicUrl?: string; host: string; port: number }): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function linkText(name: string, url: string, { expiresAt }: Link): string {
  return `\n${printable(name)} chooses a password here, once, until ${instantText(expiresAt)}:\n${url}\n`;
}

function rolesOf(given: string | boolean | undefined): string[] {
  return typeof given === 'string' ? given.split(',').flatMap((role) => role.trim() || []) : [];
}

function pathOf({ id }: Person): string {
  return `/users/${encodeURIComponent(id)}`;
}

function wrongUse(): UsageError {
  return new UsageError(
    'Use: mailrule user list, add|link|disable|enable|delete <name>, roles <name> <role,role>, or email <name> <address>.',
  );
}
