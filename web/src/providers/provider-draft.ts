import { providers } from '../words/providers.ts';
import type { Provider, ProviderDefinition } from './provider-queries.ts';

export type Security = NonNullable<ProviderDefinition['smtp']['security']>;
export type Login = NonNullable<ProviderDefinition['smtp']['login']>;
export type Auth = Provider['auth'][number];
export type Part = 'imap' | 'smtp';

export interface ServerDraft {
  host: string;
  /** as it is typed */
  port: string;
  security: Security;
  login: Login;
}

/** A provider as it stands in the form. */
export interface ProviderDraft extends Record<Part, ServerDraft> {
  label: string;
  /** one on each line */
  domains: string;
  receive: boolean;
  send: boolean;
  auth: Auth[];
  limits: { connections: string; messagesPerMinute: string; recipientsPerDay: string };
  sentCopy: NonNullable<ProviderDefinition['sentCopy']>;
  sentFolder: string;
  loginHelp: string;
  help: string;
}

const USUAL_PORTS: Record<Part, Record<Security, number>> = {
  imap: { implicit: 993, starttls: 143, none: 143 },
  smtp: { implicit: 465, starttls: 587, none: 587 },
};

export function newDraft(domain?: string): ProviderDraft {
  return {
    ...{ label: '', domains: domain ?? '', receive: true, send: true, auth: ['password'] },
    imap: { host: '', port: '993', security: 'implicit', login: 'address' },
    smtp: { host: '', port: '587', security: 'starttls', login: 'address' },
    limits: { connections: '', messagesPerMinute: '', recipientsPerDay: '' },
    ...{ sentCopy: 'detect', sentFolder: '', loginHelp: '', help: '' },
  };
}

export function draftOf(provider: Provider): ProviderDraft {
  const empty = newDraft();
  const { label, domains, receive, send, auth, imap, smtp, limits, sentCopy } = provider;
  return {
    ...{ label, domains: domains.join('\n'), receive, send, auth, sentCopy },
    imap: imap ? { ...imap, port: String(imap.port) } : empty.imap,
    smtp: { ...smtp, port: String(smtp.port) },
    limits: {
      connections: limits?.connections?.toString() ?? '',
      messagesPerMinute: limits?.messagesPerMinute?.toString() ?? '',
      recipientsPerDay: limits?.recipientsPerDay?.toString() ?? '',
    },
    sentFolder: provider.sentFolder ?? '',
    loginHelp: provider.loginHelp ?? '',
    help: provider.help ?? '',
  };
}

/** What the form does not show stays as it was. */
export function definitionOf(draft: ProviderDraft, before?: Provider): ProviderDefinition {
  const { mx, smtpAlternatives, placeholders, notes } = before ?? {};
  const limits = Object.entries(draft.limits).flatMap(([name, text]) =>
    text.trim() === '' ? [] : [[name, Number(text)]],
  );
  return {
    ...(mx && { mx }),
    ...(smtpAlternatives && { smtpAlternatives }),
    ...(placeholders && { placeholders }),
    ...(notes && { notes }),
    label: draft.label.trim(),
    serviceType: 'imap',
    domains: domainsOf(draft),
    ...(draft.imap.host.trim() === '' ? {} : { imap: serverOf(draft.imap) }),
    smtp: serverOf(draft.smtp),
    auth: draft.auth,
    ...(limits.length > 0 && { limits: Object.fromEntries(limits) }),
    sentCopy: draft.sentCopy,
    sentFolder: draft.sentFolder.trim(),
    receive: draft.receive,
    send: draft.send,
    loginHelp: draft.loginHelp.trim(),
    help: draft.help.trim(),
  };
}

function serverOf({ host, port, security, login }: ServerDraft): ProviderDefinition['smtp'] {
  return { host: host.trim(), port: Number(port), security, login };
}

/** As they were typed: on lines, or with commas between them. */
function domainsOf({ domains }: ProviderDraft): string[] {
  return domains.split(/[\s,;]+/).filter((domain) => domain !== '');
}

/** The usual port goes with the security; one that somebody chose stays. */
export function withSecurity(part: Part, server: ServerDraft, security: Security): ServerDraft {
  const usual = Object.values(USUAL_PORTS[part]).includes(Number(server.port)) || server.port === '';
  return { ...server, security, port: usual ? String(USUAL_PORTS[part][security]) : server.port };
}

/** Sentences by the path of their field; the server has the last word. */
export type Mistakes = Partial<Record<string, string>>;

export function mistakesOf(draft: ProviderDraft): Mistakes {
  const { missing } = providers;
  const noImap = draft.imap.host.trim() === '';
  return {
    ...(noImap && draft.receive && { '/imap/host': missing.imap }),
    ...(!noImap && !isPort(draft.imap.port) && { '/imap/port': missing.port }),
    ...(draft.smtp.host.trim() === '' && { '/smtp/host': missing.smtp }),
    ...(!isPort(draft.smtp.port) && { '/smtp/port': missing.port }),
    ...(draft.auth.length === 0 && { '/auth': missing.auth }),
    ...Object.fromEntries(
      Object.entries(draft.limits)
        .filter(([, text]) => !/^\s*\d*\s*$/.test(text))
        .map(([name]) => [`/limits/${name}`, missing.limit]),
    ),
  };
}

function isPort(port: string): boolean {
  return Number.isInteger(Number(port)) && Number(port) >= 1 && Number(port) <= 65_535;
}

/** The id of the input of a field, for the links of the summary. A single domain has no field of its own. */
export function inputIdOf(path: string): string {
  return `provider${path.replace(/^\/domains\/\d+$/, '/domains').replaceAll('/', '-')}`;
}
