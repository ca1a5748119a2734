import type { Change } from '../json-form/form-context.ts';
import { valueAt } from '../json-form/pointer.ts';
import type { UiNode } from '../json-form/resolve.ts';
import { optionsOf } from '../json-form/visible.ts';
import type { Provider, ProviderFinding } from './connection-queries.ts';

/** Where a type keeps what a provider can fill in: `ui:options.providers` of its layout, as JSON pointers. */
export interface ProviderFields {
  imap?: string;
  smtp?: string;
  sentFolder?: string;
  /** where an address is typed by which the provider can be known */
  address?: string;
  /** the address that mail is sent from, where the user name is not it */
  from?: string;
}

interface Server {
  host: string;
  port: number;
  security: string;
}

export function providerFields(uiSchema: UiNode): ProviderFields | undefined {
  return optionsOf(uiSchema)['providers'] as ProviderFields | undefined;
}

/** Hosts, ports, security and folders; never names, users or secrets. A host with an open placeholder is left out. */
export function providerChanges(
  fields: ProviderFields,
  { imap, smtp, sentFolder }: Pick<Provider, 'imap' | 'smtp' | 'sentFolder'>,
  placeholders: Record<string, string> = {},
): Change[] {
  const folder =
    imap && fields.sentFolder && sentFolder !== undefined ? [{ path: fields.sentFolder, value: sentFolder }] : [];
  return [
    ...serverChanges(fields.imap, imap, placeholders),
    ...serverChanges(fields.smtp, smtp, placeholders),
    ...folder,
  ];
}

function serverChanges(pointer: string | undefined, server: Server | undefined, placeholders: Record<string, string>) {
  if (pointer === undefined || server === undefined) return [];
  const host = server.host.replaceAll(/\{(\w+)\}/g, (whole, name: string) => placeholders[name] ?? whole);
  const changes: Change[] = [
    { path: `${pointer}/port`, value: server.port },
    { path: `${pointer}/security`, value: server.security },
  ];
  return host.includes('{') ? changes : [{ path: `${pointer}/host`, value: host }, ...changes];
}

/** For a new account: the servers, and the user name as the provider wants it. */
export function startChanges(fields: ProviderFields, finding: ProviderFinding, address: string): Change[] {
  const login = (finding.provider?.imap ?? finding.provider?.smtp)?.login ?? 'address';
  const users = { address, local_part: address.slice(0, address.lastIndexOf('@')), typed: undefined };
  const user = users[login];
  return [
    ...findingChanges(fields, finding, {}),
    ...(fields.address && user !== undefined ? [{ path: fields.address, value: user }] : []),
    ...(fields.from && login !== 'address' ? [{ path: fields.from, value: address }] : []),
  ];
}

export function findingHosts(finding: ProviderFinding): string[] {
  return [serverOf(finding.imap), serverOf(finding.smtp)].flatMap((server) => (server ? [server.host] : []));
}

/** What a look-up found and the form does not have yet; empty where there is nothing to offer. */
export function findingChanges(fields: ProviderFields, finding: ProviderFinding, settings: unknown): Change[] {
  const { provider } = finding;
  const imap = serverOf(finding.imap);
  const smtp = serverOf(finding.smtp);
  const changes = provider
    ? providerChanges(fields, provider)
    : [...serverChanges(fields.imap, imap, {}), ...serverChanges(fields.smtp, smtp, {})];
  const hosts = changes.filter(({ path }) => path.endsWith('/host'));
  return hosts.some(({ path, value }) => valueAt(settings, path) !== value) ? changes : [];
}

export function serverOf(found: unknown): Server | undefined {
  const { host, port, security } = (found ?? {}) as Partial<Server>;
  return host === undefined || port === undefined || security === undefined ? undefined : { host, port, security };
}
