import type { components } from '../api/schema.gen.ts';
import { subscription } from '../words/subscription.ts';

export type GlobalSmtp = components['schemas']['GlobalSmtpSetting'];
export type DefaultMailbox = components['schemas']['DefaultMailboxSetting'];
export type Retention = components['schemas']['RetentionSetting'];
export type RunSetting = components['schemas']['RunSettingsSetting'];

/** What the page edits: four settings, each stored on its own and with an ETag of its own. */
export interface Details {
  global: Omit<GlobalSmtp, 'modifiedAt' | 'modifiedBy'>;
  mailbox: { connectorId: string | null; displayName: string; replyTo: string; replyToName: string };
  /** days as they were typed; empty: never */
  retention: { contentDays: string; runDays: string };
  /** the number as it was typed */
  runs: { fourEyes: boolean; fourEyesForRules: boolean; stopAfterFailures: string };
}

export type Part = keyof Details;
export const PARTS: readonly Part[] = ['global', 'mailbox', 'runs', 'retention'];

/** A part as it is stored: its values, their ETag, and who stored them. */
export interface StoredPart<P extends Part = Part> {
  values: Details[P];
  etag: string;
  modifiedAt: number | null;
  modifiedBy: string | null;
}

export type FieldName =
  | 'connector'
  | 'mailbox'
  | 'displayName'
  | 'replyTo'
  | 'replyToName'
  | 'stopAfterFailures'
  | 'contentDays'
  | 'runDays';
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

export function retentionOf({ contentDays, runDays }: Retention): Details['retention'] {
  return { contentDays: contentDays?.toString() ?? '', runDays: runDays?.toString() ?? '' };
}

export function retentionBody({ contentDays, runDays }: Details['retention']) {
  return { contentDays: daysOf(contentDays), runDays: daysOf(runDays) };
}

export function runsOf({ fourEyes, fourEyesForRules = false, stopAfterFailures }: RunSetting): Details['runs'] {
  return { fourEyes, fourEyesForRules, stopAfterFailures: stopAfterFailures.toString() };
}

export function runsBody({ fourEyes, fourEyesForRules, stopAfterFailures }: Details['runs']) {
  return { fourEyes, fourEyesForRules, stopAfterFailures: Number(stopAfterFailures) };
}

const MOST_FAILURES = 1000;

function isFailures(text: string): boolean {
  const failures = Number(text);
  return text.trim() !== '' && Number.isInteger(failures) && failures >= 1 && failures <= MOST_FAILURES;
}

const MOST_DAYS = 3650;

function daysOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

export function areDays(text: string): boolean {
  const days = daysOf(text);
  return days === null || (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS);
}

export function isChanged(part: Part, before: Details, now: Details): boolean {
  return JSON.stringify(before[part]) !== JSON.stringify(now[part]);
}

/** Only what the server cannot place at a field, or would not see. */
export function checkDetails({ global, mailbox, runs, retention }: Details): FieldErrors {
  return {
    ...(global.enabled && global.connectorId === null && { connector: subscription.choose }),
    ...(mailbox.replyTo.trim() === '' &&
      mailbox.replyToName.trim() !== '' && { replyTo: subscription.mailbox.nameNeedsAddress }),
    ...(mailbox.replyTo.trim() !== '' &&
      !/^[^@\s]+@[^@\s]+$/.test(mailbox.replyTo.trim()) && { replyTo: subscription.mailbox.addressWrong }),
    ...(!isFailures(runs.stopAfterFailures) && { stopAfterFailures: subscription.runs.failuresWrong }),
    ...(!areDays(retention.contentDays) && { contentDays: subscription.retention.daysWrong }),
    ...(!areDays(retention.runDays) && { runDays: subscription.retention.daysWrong }),
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
  runs: { '/stopAfterFailures': 'stopAfterFailures' },
  retention: { '/contentDays': 'contentDays', '/runDays': 'runDays' },
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
  runs: { stopAfterFailures: ['stopAfterFailures'] },
  retention: { contentDays: ['contentDays'], runDays: ['runDays'] },
};

/** The mistakes that are left once these values were changed; whether they are right is said by the next Save. */
export function errorsLeft(errors: FieldErrors, part: Part, values: object): FieldErrors {
  const touched = Object.keys(values).flatMap((name) => TOUCHES[part][name] ?? []);
  const left = Object.entries(errors).filter(([field]) => !touched.includes(field as FieldName));
  return Object.fromEntries(left);
}
