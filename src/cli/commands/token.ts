import { AppError } from '../../sdk/index.ts';
import type { Api } from '../api.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { instantText, printable, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

interface Token {
  id: string;
  name: string;
  expiresAt: number | null;
  roles: string[] | null;
  about: { kind: string; id: string; name: string | null } | null;
}

const SOON_MS = 14 * 24 * 60 * 60_000;

/** `mailrule token`: the API tokens of the person whose token the command line uses. */
export const command: Command = {
  summary: 'List, make and revoke your API tokens',
  usage: [
    'list',
    'create <name> [--roles <role,role>] [--days <n> | --no-expiry] [--connector <name> | --rule <name>]',
    'revoke <name>',
  ],
  help: `Needs a server (--url) and a token: a token belongs to a person. A new one is good for 90 days, has at most the roles that
you have now, and lives no longer than the token that makes it. --rule: it may post events, at which no other rule runs.`,
  options: {
    roles: { type: 'string' },
    days: { type: 'string' },
    'no-expiry': { type: 'boolean' },
    connector: { type: 'string' },
    rule: { type: 'string' },
  },
  async run(input) {
    const [action, name, ...more] = input.args;
    if (more.length > 0) throw wrongUse();
    if (action === 'list' && name === undefined) return list(input);
    if (action === 'create' && name !== undefined) return create(input, name);
    if (action === 'revoke' && name !== undefined) return revoke(input, name);
    throw wrongUse();
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const tokens = await tokensOf(await input.api());
  input.show(tokens, (shown) => table(shown) + warningsOf(shown));
  return EXIT.ok;
}

async function create(input: CommandInput, name: string): Promise<ExitCode> {
  const api = await input.api();
  const { roles, connector, rule } = input.flags;
  const body = {
    name,
    ...expiryOf(input),
    ...(typeof roles === 'string' ? { roles: roles.split(',').flatMap((role) => role.trim() || []) } : {}),
    ...(typeof connector === 'string' ? { connector: await connectorId(api, connector) } : {}),
    ...(typeof rule === 'string' ? { rule: await ruleId(api, rule) } : {}),
  };
  const made = await api.call<Token & { token: string }>({ method: 'POST', path: '/tokens', body });
  input.show(made, (shown) => `${table([shown])}${warningsOf([shown])}\nIt is shown this once:\n${shown.token}\n`);
  return EXIT.ok;
}

async function revoke(input: CommandInput, name: string): Promise<ExitCode> {
  const api = await input.api();
  const named = (await tokensOf(api)).filter((one) => one.name === name || one.id === name);
  const [token, ...others] = named;
  if (token === undefined) {
    throw new AppError('NOT_FOUND', `You have no token named "${name}"; "mailrule token list" shows them.`);
  }
  if (others.length > 0)
    throw new AppError('CONFLICT', `${named.length} tokens are named "${name}"; give the id of one.`);
  await api.call<void>({ method: 'DELETE', path: `/tokens/${encodeURIComponent(token.id)}` });
  input.show({ revoked: token.name }, ({ revoked }) => `${printable(revoked)} is revoked.\n`);
  return EXIT.ok;
}

function expiryOf({ flags }: CommandInput): { expiresInDays?: number | null } {
  const days = flags['days'];
  if (flags['no-expiry'] === true && days !== undefined) throw wrongUse();
  if (flags['no-expiry'] === true) return { expiresInDays: null };
  if (typeof days !== 'string') return {};
  if (!/^\d{1,4}$/.test(days)) throw new UsageError('--days is a whole number, for example 30.');
  return { expiresInDays: Number(days) };
}

async function connectorId(api: Api, name: string): Promise<string> {
  const { connectors } = await api.call<{ connectors: { id: string; displayName: string }[] }>({
    method: 'GET',
    path: '/connectors',
  });
  return idOf(
    connectors.map((one) => ({ id: one.id, name: one.displayName })),
    'connector',
    name,
  );
}

async function ruleId(api: Api, name: string): Promise<string> {
  const { items } = await api.call<{ items: { id: string; name: string }[] }>({ method: 'GET', path: '/rules' });
  return idOf(items, 'rule', name);
}

function idOf(list: { id: string; name: string }[], kind: string, name: string): string {
  const found = list.find((one) => one.id === name || keyOf(one.name) === keyOf(name));
  if (found) return found.id;
  throw new AppError('NOT_FOUND', `There is no ${kind} named "${name}".`);
}

async function tokensOf(api: Api): Promise<Token[]> {
  return api.call<Token[]>({ method: 'GET', path: '/tokens' });
}

function table(tokens: readonly Token[]): string {
  return textTable(
    ['id', 'name', 'roles', 'about', 'until'],
    tokens.map(({ id, name, roles, about, expiresAt }) => [
      id,
      name,
      roles === null ? 'all' : roles.join(',') || '-',
      about === null ? 'everything' : `${about.kind} ${about.name ?? '(deleted)'}`,
      instantText(expiresAt) || 'does not expire',
    ]),
  );
}

function warningsOf(tokens: readonly Token[]): string {
  const now = Date.now();
  return tokens
    .flatMap(({ name, expiresAt }) => {
      if (expiresAt === null)
        return [`${printable(name)} does not expire: a copy that somebody took works until you revoke it.`];
      if (expiresAt <= now) return [`${printable(name)} has expired.`];
      return expiresAt - now < SOON_MS ? [`${printable(name)} expires soon: make a new one in time.`] : [];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function keyOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function wrongUse(): UsageError {
  return new UsageError(
    'Use: mailrule token list, create <name> [--roles <role,role>] [--days <n> | --no-expiry] [--connector <name> | --rule <name>], or revoke <name>.',
  );
}
