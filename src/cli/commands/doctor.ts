import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toAppError } from '../../sdk/index.ts';
import type { SystemReport } from '../../system/system-report.ts';
import type { Api } from '../api.ts';
import { type Command, type CommandInput, EXIT } from '../command.ts';
import { type Finding, systemFindings } from '../system-findings.ts';
import { textTable } from '../text-table.ts';

/** States a person has to look at. */
const TROUBLED_MAILS = ['uncertain', 'held'];

/** `mailrule doctor`: what an operator would look at first. */
export const command: Command = {
  summary: 'Check configuration, database, secret key, connectors and outbox',
  usage: ['[--connect]'],
  help: 'Exit code 1: something needs a look. --connect signs in at the servers of every connector that is in use, and sends nothing.',
  options: { connect: { type: 'boolean' } },
  async run(input) {
    const findings: Finding[] = [await checked('node', async () => nodeVersion())];
    const local = input.flags['url'] === undefined && !input.streams.env['MAILRULE_URL'];
    if (local) findings.push(await checked('configuration', async () => configuration(input)));
    let api: Api | undefined;
    const reached = await checked(local ? 'database' : 'server', async () => {
      api = await input.api();
      const me = await api.call<{ name: string }>({ method: 'GET', path: '/me' });
      return `answers, signed in as ${me.name}`;
    });
    findings.push(reached);
    const reachable = api;
    if (reached.ok && reachable) {
      findings.push(...(await system(reachable)));
      findings.push(await checked('sending', () => sending(reachable)));
      findings.push(await checked('connections to', () => egress(reachable)));
      findings.push(await checked('connectors', () => connectors(reachable)));
      if (input.flags['connect']) findings.push(...(await connections(reachable)));
      for (const state of TROUBLED_MAILS)
        findings.push(await checked(`outbox ${state}`, () => mails(reachable, state)));
    }
    input.show(findings, (list) =>
      textTable(
        ['check', 'ok', 'detail'],
        list.map(({ check, ok, detail }) => [check, ok ? 'ok' : 'LOOK', detail]),
      ),
    );
    return findings.every(({ ok }) => ok) ? EXIT.ok : EXIT.failed;
  },
};

/** A check answers what is well, and throws a sentence about what is not. */
async function checked(check: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { check, ok: true, detail: await look() };
  } catch (thrown) {
    const error = toAppError(thrown);
    const cause = error.code === 'INTERNAL' && error.cause instanceof Error ? error.cause.message : error.message;
    return { check, ok: false, detail: cause };
  }
}

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return process.versions.node;
  throw new Error(`Node ${process.versions.node} is too old; 20.19 or newer is needed.`);
}

function configuration(input: CommandInput): string {
  const config = input.config();
  const file = config.secretKeyFile ?? join(config.dataFolder, 'secret.key');
  if (config.secretKey === undefined && existsSync(file) && (statSync(file).mode & 0o077) !== 0) {
    throw new Error(`${file} can be read by others; run: chmod 600 ${file}`);
  }
  // Without the part that may hold a password.
  return config.databaseUrl.replace(/\/\/[^@/]*@/, '//');
}

async function system(api: Api): Promise<Finding[]> {
  return systemFindings(await api.call<SystemReport>({ method: 'GET', path: '/system' }), Date.now());
}

async function sending(api: Api): Promise<string> {
  type Status = { stopped: { by: string; reason: string } | null };
  const { stopped } = await api.call<Status>({ method: 'GET', path: '/guard' });
  if (stopped === null) return 'on';
  throw new Error(`${stopped.by} stopped all sending: ${stopped.reason} ("mailrule guard resume")`);
}

/** Signs in by SMTP and IMAP as a test of the page does. */
async function connections(api: Api): Promise<Finding[]> {
  type Listed = { connectors: { id: string; displayName: string; state: string }[] };
  const { connectors: all } = await api.call<Listed>({ method: 'GET', path: '/connectors' });
  const findings: Finding[] = [];
  for (const { id, displayName } of all.filter(({ state }) => state === 'active' || state === 'problematic')) {
    const test = async () => {
      const path = `/connectors/${encodeURIComponent(id)}/test`;
      const report = await api.call<{ ok: boolean; summary: string }>({ method: 'POST', path, body: {} });
      if (!report.ok) throw new Error(report.summary);
      return report.summary;
    };
    findings.push(await checked(`connect ${displayName}`, test));
  }
  return findings;
}

async function egress(api: Api): Promise<string> {
  return (await api.call<{ text: string }>({ method: 'GET', path: '/settings/egress' })).text;
}

async function connectors(api: Api): Promise<string> {
  const answer = await api.call<{ connectors: { displayName: string; state: string; stateReason: string }[] }>({
    method: 'GET',
    path: '/connectors',
  });
  const troubled = answer.connectors.filter(({ state }) => state === 'problematic');
  if (troubled.length === 0) return `${answer.connectors.length} connectors, none problematic`;
  throw new Error(troubled.map((one) => `${one.displayName}: ${one.stateReason}`).join('; '));
}

async function mails(api: Api, state: string): Promise<string> {
  const { items } = await api.call<{ items: unknown[] }>({
    method: 'GET',
    path: '/outbox',
    query: { state, limit: '200' },
  });
  if (items.length === 0) return 'none';
  const count = items.length === 200 ? '200 or more' : String(items.length);
  throw new Error(`${count} ${state}; see mailrule outbox list --state ${state}`);
}
