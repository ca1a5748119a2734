import { AppError } from '../sdk/index.ts';
import { prepareAlertMails } from './alert-mails.ts';
import { findDefaultSender } from './default-sender.ts';
import type { HealthDeps } from './health-deps.ts';
import { loadToldPeople } from './told-people.ts';
import { postSigned } from './webhook.ts';
import { webhookProblem as problemOf } from './webhook-problem.ts';

/** What became of an alert that a person asked for. */
export interface TriedAlerts {
  /** how many e-mails are on their way */
  emails: number;
  /** why none is; null: they are, or nobody is told by e-mail */
  emailProblem: string | null;
  webhook: 'none' | 'delivered' | 'failed';
  webhookProblem: string | null;
}

const TEXT = {
  subject: 'Test of the alerts',
  text: 'Somebody pressed Send test alert. When a connector stops working, an e-mail like this one comes to this address.',
  important: false,
};
const NO_SENDER =
  'No e-mail could be sent: neither the default mailbox nor the global SMTP connector can send. Choose one in the settings, and test it.';

/** To everybody who is told, with what is stored. STATE where nobody is. */
export async function tryAlerts(deps: HealthDeps, signal: AbortSignal): Promise<TriedAlerts> {
  const settings = await loadToldPeople(deps.store);
  const { emails, webhookUrl } = settings;
  if (emails.length === 0 && webhookUrl === null) {
    throw new AppError('STATE', 'Nobody is told yet. Enter an e-mail address or a webhook, save it, then test.');
  }
  const sender = emails.length === 0 ? undefined : await findDefaultSender(deps, []);
  const mails = sender ? await prepareAlertMails(deps, TEXT, { emails, sender }) : [];
  if (mails.length > 0) {
    await deps.store.write((tx) => deps.outbox.insert(tx, mails));
    deps.outbox.wake();
  }
  const webhookProblem = webhookUrl === null ? null : await hook(deps, { ...settings, webhookUrl }, signal);
  return {
    emails: mails.length,
    emailProblem: emails.length > 0 && sender === undefined ? NO_SENDER : null,
    webhook: webhookUrl === null ? 'none' : webhookProblem === null ? 'delivered' : 'failed',
    webhookProblem,
  };
}

async function hook(
  deps: HealthDeps,
  settings: Parameters<typeof postSigned>[1],
  signal: AbortSignal,
): Promise<string | null> {
  const told = { event: 'alerts.test', at: new Date(deps.clock.now()).toISOString() };
  try {
    return (await postSigned(deps, settings, told, signal)) ?? null;
  } catch (error) {
    return problemOf(error);
  }
}
