import { domainToASCII } from 'node:url';
import { type FieldProblem, invalid } from '../../src/sdk/index.ts';
import type { Provider, Server } from './provider.gen.ts';
import type { ProviderDefinition, Server as WrittenServer } from './provider-definition.gen.ts';

type Security = Server['security'];

const USUAL: Record<'imap' | 'smtp', { port: Record<Security, number>; implicit: readonly number[]; first: Security }> =
  {
    imap: { port: { implicit: 993, starttls: 143, none: 143 }, implicit: [993], first: 'implicit' },
    // RFC 6409: 587 is where mail is handed in; nobody offers 455, whatever some manuals say.
    smtp: { port: { implicit: 465, starttls: 587, none: 587 }, implicit: [465, 2465], first: 'starttls' },
  };

/** What an administrator wrote, with everything that was not said filled in. Throws VALIDATION with JSON pointers. */
export function completeProvider(id: string, definition: ProviderDefinition): Provider {
  const { id: _, serviceType: __, imap, smtp, domains: written, label, receive, help, ...rest } = definition;
  const problems: FieldProblem[] = [];
  const domains = (written ?? []).map((domain, index) => {
    const pattern = domainPattern(domain);
    if (pattern === undefined) problems.push({ path: `/domains/${index}`, message: notADomain(domain) });
    return pattern ?? domain;
  });
  if (imap === undefined && receive !== false) {
    problems.push({ path: '/imap/host', message: 'Type the host of the IMAP server, or switch receiving off.' });
  }
  if (problems.length > 0) throw invalid(problems);
  const unique = [...new Set(domains)];
  return {
    ...withoutEmpty(rest),
    id,
    label: label?.trim() || unique[0] || smtp.host.toLowerCase(),
    domains: unique,
    mx: (rest.mx ?? []).map((ending) => ending.toLowerCase()),
    ...(imap ? { imap: completeServer('imap', imap) } : {}),
    smtp: completeServer('smtp', smtp),
    auth: rest.auth ?? ['password'],
    sentCopy: rest.sentCopy ?? 'detect',
    receive: receive ?? true,
    send: rest.send ?? true,
    ...(help ? { help } : {}),
  };
}

/** A made id: letters, digits and dashes of the label, so that people can read it in an export. */
export function idFromLabel(label: string): string {
  const plain = label.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = plain.replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '');
  return id.slice(0, 50) || 'provider';
}

function completeServer(kind: 'imap' | 'smtp', { host, port, security, login }: WrittenServer): Server {
  const usual = USUAL[kind];
  const byPort = port === undefined ? usual.first : usual.implicit.includes(port) ? 'implicit' : 'starttls';
  const chosen = security ?? byPort;
  return { host: host.toLowerCase(), port: port ?? usual.port[chosen], security: chosen, login: login ?? 'address' };
}

/** As it is compared: lower case, A-labels. Undefined for what is no domain. */
function domainPattern(written: string): string | undefined {
  const text = written.trim().replace(/^@/, '');
  const [, before = '', name = '', after = ''] = /^(\*\.)?(.*?)(\.\*)?$/.exec(text) ?? [];
  const ascii = domainToASCII(name);
  const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(ascii) && (ascii.includes('.') || after !== '');
  return isName ? `${before}${ascii}${after}` : undefined;
}

function notADomain(domain: string): string {
  return `"${domain}" is not a domain. Write it as example.com, or *.example.com for all below it.`;
}

function withoutEmpty<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined)) as T;
}
