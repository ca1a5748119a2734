import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Api } from '../api.ts';
import { textTable } from '../text-table.ts';
import type { DemoMails } from './payslips.ts';

interface OutboxLine {
  id: string;
  state: string;
  subject: string;
  to: string[];
  senderReason: string | null;
  sentCopy: string | null;
}

/** What can be seen afterwards: at the employees, at the sender, and in our own record. */
export async function showResult(of: {
  api: Api;
  sandbox: Sandbox;
  mails: DemoMails;
  say(text: string): void;
}): Promise<void> {
  const { api, sandbox, say } = of;
  const employees = sandbox.users.filter(({ user }) => !user.startsWith('payroll@'));
  const arrived = employees.flatMap(({ user }) =>
    sandbox.mailbox(user).map((mail) => [user, mail.text('From'), mail.text('Subject'), kilobytes(mail.raw)]),
  );
  say(`\n5. The inboxes of the employees\n${indented(textTable(['inbox', 'from', 'subject', 'size'], arrived))}`);
  const sent = sandbox
    .mailbox('payroll@sandbox.test', 'Sent Items')
    .map((mail) => [mail.uid, mail.text('To'), mail.text('Subject'), mail.flags.join(' ')]);
  say(`\n6. Sent Items of payroll@sandbox.test\n${indented(textTable(['uid', 'to', 'subject', 'flags'], sent))}`);
  const { items } = await api.call<{ items: OutboxLine[] }>({ method: 'GET', path: '/outbox' });
  const lines = items.map((line) => [line.state, line.to.join(', '), line.senderReason, line.sentCopy, line.id]);
  say(`\n7. The outbox\n${indented(textTable(['state', 'to', 'sender chosen by', 'Sent copy', 'id'], lines))}`);
}

function indented(table: string): string {
  return table.replace(/^(?=.)/gm, '   ');
}

function kilobytes(raw: Buffer): string {
  return `${(raw.length / 1000).toFixed(1)} kB`;
}
