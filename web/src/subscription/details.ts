import type { components } from '../api/schema.gen.ts';
import { subscription } from '../words/subscription.ts';

export type GlobalSmtp = components['schemas']['GlobalSmtpSetting'];
export type DefaultMailbox = components['schemas']['DefaultMailboxSetting'];

/** What the page edits: two settings, each stored on its own and with an ETag of its own. */
export interface Details {
  global: Omit<GlobalSmtp, 'modifiedAt' | 'modifiedBy'>;
  mailbox: { connectorId: string | null; displayName: string; replyTo: string; replyToName: string };
}

export type Part = keyof Details;
export const PARTS: readonly Part[] = ['global', 'mailbox'];

/** A part as it is stored: its values, their ETag, and who stored them. */
export interface StoredPart<P extends Part = Part> {
  values: Details[P];
  etag: string;
  modifiedAt: number | null;
  modifiedBy: string | null;
}

export type FieldName = 'connector' | 'mailbox' | 'displayName' | 'replyTo' | 'replyToName';
export type FieldErrors = Partial<Record<FieldName, string>>;

export function globalOf({ enabled, mode, connectorId, saveToSent }: GlobalSmtp): Details['global'] {
  return { enabled, mode, connectorId, saveToSent };
}

export function mailboxOf({ connectorId, displayName, replyTo }: DefaultMailbox): Details['mailbox'] {
  return {
    connectorId,
    displayName: displayName ?? '',
    replyTo: replyTo?.address ?? '',
    replyToName: replyTo?.name ?? '',
  };
}

/** As the API takes it: what is empty is null. */
export function mailboxBody(mailbox: Details['mailbox']) {
  const [address, name] = [mailbox.replyTo.trim(), mailbox.replyToName.trim()];
  return {
    connectorId: mailbox.connectorId,
    displayName: mailbox.displayName.trim() || null,
    replyTo: address === '' ? null : { address, ...(name !== '' && { name }) },
  };
}

export function isChanged(part: Part, before: Details, now: Details): boolean {
  return JSON.stringify(before[part]) !== JSON.stringify(now[part]);
}

/** Only what the server cannot place at a field, or would not see. */
export function checkDetails({ global, mailbox }: Details): FieldErrors {
  return {
    ...(global.enabled && global.connectorId === null && { connector: subscription.choose }),
    ...(mailbox.replyTo.trim() === '' &&
      mailbox.replyToName.trim() !== '' && { replyTo: subscription.mailbox.nameNeedsAddress }),
    ...(mailbox.replyTo.trim() !== '' &&
      !/^[^@\s]+@[^@\s]+$/.test(mailbox.replyTo.trim()) && { replyTo: subscription.mailbox.addressWrong }),
  };
}

const FIELDS: Record<Part, Record<string, FieldName>> = {
  global: { '/connectorId': 'connector' },
  mailbox: {
    '/connectorId': 'mailbox',
    '/displayName': 'displayName',
    '/replyTo': 'replyTo',
    '/replyTo/address': 'replyTo',
    '/replyTo/name': 'replyToName',
  },
};

/** The server's mistakes at their fields; undefined when one has no place here. */
export function placedErrors(
  part: Part,
  errors: readonly { path: string; message: string }[] | undefined,
): FieldErrors | undefined {
  if (errors === undefined || errors.length === 0) return undefined;
  const placed: FieldErrors = {};
  for (const { path, message } of errors) {
    const field = FIELDS[part][path];
    if (field === undefined) return undefined;
    placed[field] ??= message;
  }
  return placed;
}

const TOUCHES: Record<Part, Record<string, readonly FieldName[]>> = {
  global: { enabled: ['connector'], connectorId: ['connector'] },
  mailbox: {
    connectorId: ['mailbox'],
    displayName: ['displayName'],
    replyTo: ['replyTo'],
    replyToName: ['replyToName', 'replyTo'],
  },
};

/** The mistakes that are left once these values were changed; whether they are right is said by the next Save. */
export function errorsLeft(errors: FieldErrors, part: Part, values: object): FieldErrors {
  const touched = Object.keys(values).flatMap((name) => TOUCHES[part][name] ?? []);
  const left = Object.entries(errors).filter(([field]) => !touched.includes(field as FieldName));
  return Object.fromEntries(left);
}
