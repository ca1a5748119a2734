import { emailDefinition } from '../../support/connector-rig.ts';
import type { MailAccess, MailAccount } from '../../support/mail/mail-access.ts';
import { sharedServers } from '../../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { openWebApp, type WebApp } from './web-app.ts';

export interface RuleWorld {
  app: WebApp;
  mail: MailAccess;
  /** the mailbox of the connector "Payroll" */
  payroll: MailAccount;
  connectorId: string;
  formId: string;
  /** Adds a rule for the form "Leave request" when it is submitted; answers its id. */
  addRule(name: string, params?: object, more?: object): Promise<string>;
  /** Submits the form and waits until each of the mails is in one of these states. */
  submit(facts?: object, ...states: string[]): Promise<string[]>;
  close(): Promise<void>;
}

export const LEAVE_FORM = {
  name: 'Leave request',
  schema: {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Employee name' },
      email: { type: 'string', format: 'email', title: 'Employee email' },
      days: { type: 'number', title: 'Days requested' },
      status: { enum: ['open', 'approved'], title: 'Status' },
    },
  },
};

/** An installation with its page, a tested connector on the real mail servers, and a form. */
export async function openRuleWorld(options: { publicUrl?: string } = {}): Promise<RuleWorld> {
  const folder = makeTempFolder('rule');
  const { mail } = sharedServers();
  const payroll = mail.account();
  const app = await openWebApp(`sqlite:${folder}/test.db`, options);
  const { id: connectorId } = await app.call('POST', '/connectors', emailDefinition(payroll));
  const report = await app.call('POST', `/connectors/${connectorId}/test`, {});
  if (report.ok !== true) throw new Error(`The connector does not work: ${report.summary}`);
  const { id: formId } = await app.call('POST', '/forms', LEAVE_FORM);
  return {
    app,
    mail,
    payroll,
    connectorId,
    formId,
    addRule: async (name, params = {}, more = {}) => {
      const all = { connector: connectorId, to: ['bob@receiver.test'], subject: name, html: '<p>Hello {{name}}</p>' };
      const rule = {
        name,
        trigger: { kind: 'form', form: formId, event: 'submit' },
        actions: [{ action: 'send-email', params: { ...all, ...params } }],
        ...more,
      };
      return (await app.call('POST', '/rules', rule)).id;
    },
    submit: async (facts = { name: 'Asha Rao', email: 'bob@receiver.test', days: 7, status: 'open' }, ...states) => {
      const { eventId } = await app.call('POST', `/forms/${formId}/instances`, { event: 'submit', facts });
      const mails = await app.mailsOf(eventId, ...(states.length > 0 ? states : ['accepted']));
      return mails.map(({ id }) => id);
    },
    close: async () => {
      await app.close();
      removeTempFolder(folder);
    },
  };
}
