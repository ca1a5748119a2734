import { type App, createApp } from '../../src/app.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import type { Target } from './bench-servers.ts';
import { inFlight } from './measure.ts';
import { CONDITIONS, employee, FROM, TEMPLATES } from './payslips.ts';
import { untilSettled } from './product.ts';

const CALLER = { id: 'bench', name: 'bench', roles: ['administrator' as const] };

export interface EventProduct {
  app: App;
  /** the rule as it was stored: name, trigger, conditions, actions */
  rule: ReturnType<typeof ruleFor>;
  /** POST to the API; answers the body */
  call<T>(path: string, body: object): Promise<T>;
  /** An event with all its facts; resolves when its mail is durable. */
  submit(index: number): Promise<void>;
}

/** The whole installation: a tested connector, and one rule with four conditions that sends the payslip of its event. */
export async function openEventProduct(options: {
  url: string;
  target: Target;
  withPdf: boolean;
}): Promise<EventProduct> {
  const { url, target, withPdf } = options;
  const app = await createApp({
    databaseUrl: url,
    secretKeys: [newSecretKey()],
    log: createLogger({ level: 'silent' }),
    authenticate: async () => CALLER,
  });
  const call = async <T>(path: string, body: object) =>
    (await app.dispatch({ method: 'POST', path, body, caller: CALLER })).body as T;
  const body = { perConnector: null, perRule: null, perRecipient: null };
  await app.dispatch({ method: 'PUT', path: '/settings/limits', body, caller: CALLER });
  const connector = await call<{ id: string }>('/connectors', connectorFor(target));
  const report = await call<{ ok: boolean; summary: string }>(`/connectors/${connector.id}/test`, {});
  if (!report.ok) throw new Error(`Test connection: ${report.summary}`);
  const rule = ruleFor(connector.id, withPdf);
  await call('/rules', rule);
  return { app, rule, call, submit: async (index) => void (await call('/events', eventOf(index, withPdf))) };
}

export function eventOf(index: number, withPdf: boolean) {
  const { payslip, ...facts } = employee(index);
  return { type: 'payslip-ready', facts: withPdf ? { ...facts, payslip } : facts };
}

/** From the events of `count` employees until everything is sent and filed. */
export async function sendAllEvents({ app, submit }: EventProduct, count: number): Promise<void> {
  await inFlight(count, 50, submit);
  await untilSettled(app.store);
}

function connectorFor({ smtpPort, imapPort, user, password }: Target) {
  const local = { host: '127.0.0.1', security: 'none' };
  return {
    type: 'email',
    displayName: 'Payroll',
    settings: {
      imap: { ...local, port: imapPort, auth: { kind: 'password', user, password } },
      sending: true,
      smtp: { ...local, port: smtpPort, sameCredentials: false, auth: { kind: 'none' }, from: FROM },
      limits: { connections: 5 },
    },
  };
}

function ruleFor(connector: string, withPdf: boolean) {
  const params = {
    connector,
    to: [{ name: '{{firstName}} {{lastName}}', address: '{{email}}' }],
    ...TEMPLATES,
    attachments: withPdf ? [{ field: 'payslip' }] : [],
    saveToSent: 'always',
  };
  return {
    name: 'Payslip',
    trigger: { kind: 'workflow', event: 'payslip-ready' },
    conditions: CONDITIONS,
    actions: [{ action: 'send-email', params }],
  };
}
