import type { AlertsChange } from '../../schemas/alerts.gen.ts';
import { AppError, type FieldProblem, invalid, parseAddress } from '../sdk/index.ts';
import { type SecretBox, sealAgain, sealingKeyId } from '../secrets/secret-box.ts';
import { type SealedColumn, sealedTexts } from '../store/sealed-column.ts';
import type { Store } from '../store/store.ts';

export const ALERTS_KEY = 'alerts';

/** As stored: the secret sealed. */
export interface AlertSettings {
  emails: string[];
  webhookUrl: string | null;
  webhookSecret: string | null;
}

export const NO_ALERTS: AlertSettings = { emails: [], webhookUrl: null, webhookSecret: null };
const PLACE = { connectorId: 'alerts', field: 'webhookSecret' };

/** Undefined while nobody has saved any. */
export async function findAlertSettings(store: Store): Promise<AlertSettings | undefined> {
  const rows = await store.read.sql<{ value: string }[]>`SELECT value FROM setting WHERE key = ${ALERTS_KEY}`;
  if (rows[0] === undefined) return undefined;
  return { ...NO_ALERTS, ...(JSON.parse(rows[0].value) as Partial<AlertSettings>) };
}

export async function loadAlertSettings(store: Store): Promise<AlertSettings> {
  return (await findAlertSettings(store)) ?? NO_ALERTS;
}

/** VALIDATION with JSON pointers. A secret never goes to another address than the one it was typed for. */
export function parseAlerts(change: AlertsChange, before: AlertSettings, box: SecretBox): AlertSettings {
  const problems: FieldProblem[] = [];
  const emails = change.emails.map((email, index) => {
    const parsed = parseAddress(email);
    if ('address' in parsed) return parsed.address;
    problems.push({ path: `/emails/${index}`, message: parsed.problem });
    return email;
  });
  const { webhookUrl, webhookSecret } = change;
  // URL leaves out line breaks and blanks around: what is stored would be another address than what is called.
  if (webhookUrl !== null && /[\p{Cc}\p{Z}]/u.test(webhookUrl)) {
    problems.push({ path: '/webhookUrl', message: 'The address holds no blanks and no line breaks.' });
  }
  const url = webhookUrl !== null && URL.canParse(webhookUrl) ? new URL(webhookUrl) : undefined;
  if (webhookUrl !== null && (url === undefined || url.protocol !== 'https:' || url.username !== '')) {
    problems.push({ path: '/webhookUrl', message: 'The address begins with https:// and holds no user or password.' });
  }
  const kept = before.webhookUrl === webhookUrl ? before.webhookSecret : null;
  if (webhookUrl !== null && webhookSecret === undefined && kept === null) {
    problems.push({ path: '/webhookSecret', message: 'Type a secret of at least 16 characters for this address.' });
  }
  if (problems.length > 0) throw invalid(problems);
  const sealed = webhookSecret === undefined ? kept : box.seal(webhookSecret, PLACE);
  // Large and small letters make no other mailbox: nobody is told twice.
  const each = new Map(emails.toReversed().map((email) => [email.toLowerCase(), email]));
  return { emails: [...each.values()].toReversed(), webhookUrl, webhookSecret: webhookUrl === null ? null : sealed };
}

/** For a new secret key. */
export function sealedWebhookSecret(box: SecretBox): SealedColumn {
  const read = (value: string) => JSON.parse(value) as Partial<AlertSettings>;
  return sealedTexts({
    table: 'setting',
    id: 'key',
    column: 'value',
    only: ALERTS_KEY,
    what: 'the secret of the webhook',
    keysOf: (value) => [read(value).webhookSecret].flatMap((sealed) => (sealed ? [sealingKeyId(sealed)] : [])),
    again: (value) => {
      const settings = read(value);
      return JSON.stringify({ ...settings, webhookSecret: sealAgain(box, settings.webhookSecret ?? '', PLACE) });
    },
  });
}

export function openWebhookSecret({ webhookSecret }: AlertSettings, box: SecretBox): string {
  if (webhookSecret === null) throw new AppError('SECRET_KEY', 'The webhook has no secret. Type one in the settings.');
  return box.open(webhookSecret, PLACE);
}
