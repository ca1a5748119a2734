import { type FaultSmtp, startFaultSmtp } from '../../support/mail/fault-smtp.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { openWebApp, type WebApp } from './web-app.ts';

export interface OutboxWorld {
  app: WebApp;
  /** the server that misbehaves on demand */
  smtp: FaultSmtp;
  /** the connector that sends through it */
  connectorId: string;
  /** Sends one e-mail through an event of its own, and answers its id; more about it is a parameter of the rule. */
  send(mail?: SentMail): Promise<string>;
  /** what the API says about it, once it is in one of these states */
  until(id: string, ...states: string[]): Promise<Entry>;
  close(): Promise<void>;
}

export interface SentMail {
  to?: string[];
  subject?: string;
  rule?: string;
  hold?: boolean;
  /** null: none, so that the mail is held */
  connector?: string | null;
  text?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
type Entry = any;

const POLL_MS = 50;
const PATIENCE_MS = 20_000;

/** An installation with its page, and one connector whose server can be told to misbehave. */
export async function openOutboxWorld(): Promise<OutboxWorld> {
  const folder = makeTempFolder('outbox');
  const smtp = await startFaultSmtp();
  const app = await openWebApp(`sqlite:${folder}/test.db`);
  const connectorId = await provedConnector(app, 'Payroll', smtp);
  let count = 0;
  const send: OutboxWorld['send'] = async (mail = {}) => {
    const type = `event-${++count}`;
    const { connector = connectorId, to = ['bob@receiver.test'], subject = type, text = 'Hello' } = mail;
    // The subject comes from the record, as the words of a form do.
    const params = { ...(connector && { connector }), to, subject: '{{subject}}', text };
    await app.call('POST', '/rules', {
      name: mail.rule ?? type,
      trigger: { kind: 'workflow', event: type },
      actions: [{ action: 'send-email', params }],
    });
    const hold = mail.hold ?? false;
    const { eventId } = await app.call('POST', '/events', { type, facts: { subject }, hold });
    const { items } = await app.call('GET', `/outbox?event=${eventId}`);
    return items[0].id;
  };
  return {
    app,
    smtp,
    connectorId,
    send,
    until: (id, ...states) => until(app, id, states),
    close: async () => {
      await app.close();
      await smtp.stop();
      removeTempFolder(folder);
    },
  };
}

/** A connector that only sends, tested and so active. */
export async function provedConnector(app: WebApp, displayName: string, smtp: FaultSmtp): Promise<string> {
  const auth = { kind: 'password', user: 'alice@sender.test', password: 'pw-alice' };
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none', sameCredentials: false, auth };
  const settings = { sending: true, smtp: { ...server, from: { name: displayName, address: auth.user } } };
  const { id } = await app.call('POST', '/connectors', { type: 'email', displayName, settings });
  const report = await app.call('POST', `/connectors/${id}/test`, {});
  if (report.ok !== true) throw new Error(`The connector ${displayName} does not work: ${report.summary}`);
  return id;
}

async function until(app: WebApp, id: string, states: string[]): Promise<Entry> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const entry = await app.call('GET', `/outbox/${id}`);
    if (states.includes(entry.delivery.state)) return entry;
    if (Date.now() > deadline) throw new Error(`Waited for ${states}, still ${JSON.stringify(entry.delivery)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
