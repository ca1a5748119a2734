import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { JsonObject, TestReport } from '../../sdk/index.ts';
import type { Api } from '../api.ts';
import { printable } from '../text-table.ts';

interface Payslips {
  form: JsonObject;
  rule: JsonObject;
  instances: { facts: JsonObject }[];
  addresses: string[];
}

export interface DemoMails {
  ids: string[];
  /** every mail was accepted and has its copy */
  allFiled: boolean;
}

export interface DemoRun {
  api: Api;
  sandbox: Sandbox;
  payslips: Payslips;
  say(text: string): void;
  signal: AbortSignal;
}

const EXAMPLES = join(import.meta.dirname, '../../../rules/examples');
const PATIENCE_MS = 30_000;

/** The form, the rule and the three employees of rules/examples. */
export function loadPayslips(): Payslips {
  const load = <T>(name: string) => JSON.parse(readFileSync(join(EXAMPLES, `payslip.${name}.json`), 'utf8')) as T;
  const instances = load<{ facts: JsonObject }[]>('instances');
  const addresses = instances.map(({ facts }) => String((facts['employee'] as JsonObject)['email']));
  return { form: load('form'), rule: load('rule'), instances, addresses };
}

/** Connector, Test connection, form, rule, three events; waits until all is sent and filed. */
export async function runPayslips(run: DemoRun): Promise<DemoMails> {
  const connectorId = await registerConnector(run);
  const { api, payslips, say } = run;
  const form = await api.call<{ id: string }>({ method: 'POST', path: '/forms', body: payslips.form });
  const rule = ruleFor(payslips.rule, form.id, connectorId);
  await api.call({ method: 'POST', path: '/rules', body: rule });
  say(
    `\n3. The Send email rule "${String(rule['name'])}" is attached to the form "${String(payslips.form['name'])}".\n`,
  );
  say(`\n4. The workflow submits ${payslips.instances.length} payslips\n`);
  const ids: string[] = [];
  for (const [index, body] of payslips.instances.entries()) {
    const answer = await api.call<{ rules: { fired: boolean; mails: { id: string }[] }[] }>({
      method: 'POST',
      path: `/forms/${form.id}/instances`,
      body,
      headers: { 'idempotency-key': `demo-${index + 1}` },
    });
    const made = answer.rules.flatMap(({ mails }) => mails.map(({ id }) => id));
    ids.push(...made);
    say(
      `   ${payslips.addresses[index]}: rule ${answer.rules[0]?.fired ? 'fired' : 'did not fire'}, ${made.length} e-mail stored\n`,
    );
  }
  return { ids, allFiled: await untilFiled(run, ids) };
}

async function registerConnector({ api, sandbox, say }: DemoRun): Promise<string> {
  const auth = { kind: 'password', user: 'payroll@sandbox.test', password: 'sandbox' };
  const local = { host: '127.0.0.1', security: 'none' };
  const settings = {
    imap: { ...local, port: sandbox.imapPort, auth },
    sending: true,
    smtp: { ...local, port: sandbox.smtpPort, sameCredentials: true, from: { name: 'Payroll', address: auth.user } },
  };
  const body = { type: 'email', displayName: 'Payroll', provider: 'sandbox', settings };
  const connector = await api.call<{ id: string }>({ method: 'POST', path: '/connectors', body });
  say('1. The administrator registers the e-mail connector "Payroll".\n\n2. Test connection\n');
  const path = `/connectors/${connector.id}/test`;
  const report = await api.call<TestReport>({ method: 'POST', path, body: {} });
  for (const step of report.steps) {
    const mark = step.ok === null ? '-' : step.ok ? 'ok' : 'FAILED';
    const detail = printable(step.detail ?? step.fix ?? '');
    say(`   ${mark.padEnd(7)}${step.label.padEnd(40)}${detail}\n`);
  }
  say(`   ${report.summary}\n`);
  return connector.id;
}

/** The example names the form and the connector by words; here they get their ids. */
function ruleFor(rule: JsonObject, form: string, connector: string): JsonObject {
  const text = JSON.stringify(rule)
    .replace('"form":"payslip"', `"form":"${form}"`)
    .replace('"connector":"payroll"', `"connector":"${connector}"`);
  return JSON.parse(text) as JsonObject;
}

async function untilFiled({ api, signal }: DemoRun, ids: string[]): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && !signal.aborted) {
    const { items } = await api.call<{ items: { id: string; state: string; sentCopy: string | null }[] }>({
      method: 'GET',
      path: '/outbox',
    });
    const ours = items.filter(({ id }) => ids.includes(id));
    if (ours.length > 0 && ours.every(({ state, sentCopy }) => state === 'accepted' && sentCopy === 'filed'))
      return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
