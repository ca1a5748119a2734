import { createHash } from 'node:crypto';
import {
  type ActionInput,
  AppError,
  addressKey,
  instantInZone,
  invalid,
  isTimeZone,
  type Mailbox,
  type MailDraft,
  parseAddress,
  type TemplateEngine,
} from '../../../src/sdk/index.ts';
import type { Invitation } from './invitation.gen.ts';

/** A meeting as it goes into calendars. */
export interface Meeting {
  method: 'REQUEST' | 'CANCEL';
  uid: string;
  /** rises with every change (RFC 5546, 2.1.4) */
  sequence: number;
  /** milliseconds since 1970; of whole days midnight in UTC */
  stamp: number;
  start: number;
  /** not included */
  end: number;
  allDay: boolean;
  summary: string;
  location: string;
  description: string;
  organizer: Mailbox;
  required: Mailbox[];
  optional: Mailbox[];
}

export interface MeetingContext {
  templates: TemplateEngine;
  input: ActionInput;
  draft: MailDraft;
}

export const MIXED = 'Start and end are both dates, for whole days, or both have a time.';
export const TOO_EARLY = 'The meeting ends before it starts. Give a later end.';

const DAY_MS = 86_400_000;
/** Years have four digits (RFC 5545, 3.3.4), also a day later and in UTC; programs count from 1970. */
const [FIRST_YEAR, LAST_YEAR] = [1970, 9998];
/** Seconds since then: it rises by itself, so that nobody has to remember how often a meeting changed. */
const SEQUENCES_BEGIN = Date.UTC(2020, 0, 1);
const DATE = /^\d{4}-\d\d-\d\d$/;
const LOCAL = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:00(\.0+)?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** Undefined: a preview of a rule that says no times yet. `missing`: a value that a template needs is not there. */
export function meetingOf(invitation: Invitation, context: MeetingContext): Meeting | { missing: string } | undefined {
  const { input, draft } = context;
  const { start, end } = invitation;
  if (input.preview && (start.trim() === '' || end.trim() === '')) return undefined;
  try {
    const times = timesOf(invitation, context);
    const organizer = organizerOf(invitation, context);
    const text = (template: string | undefined) => (template === undefined ? '' : rendered(template, context));
    return {
      method: invitation.operation === 'cancel' ? 'CANCEL' : 'REQUEST',
      uid: uidOf(invitation, organizer, context),
      sequence: Math.max(0, Math.floor((input.at - SEQUENCES_BEGIN) / 1000)),
      stamp: input.at,
      ...times,
      summary: draft.subject,
      location: text(invitation.location),
      description: invitation.description === undefined ? (draft.text ?? '') : text(invitation.description),
      organizer,
      ...attendees(draft),
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'MISSING_VALUE') throw error;
    return { missing: error.message };
  }
}

/** One for each address; who stands in To and Cc is required. */
function attendees({ to, cc }: MailDraft): Pick<Meeting, 'required' | 'optional'> {
  const seen = new Set<string>();
  const once = (list: readonly Mailbox[]) =>
    list.filter(({ address }) => {
      const key = addressKey(address);
      return !seen.has(key) && seen.add(key);
    });
  return { required: once(to), optional: once(cc) };
}

function timesOf(invitation: Invitation, context: MeetingContext): Pick<Meeting, 'start' | 'end' | 'allDay'> {
  const zone = zoneOf(invitation, context);
  const start = timeOf('Start', needed('start', invitation.start, context), zone);
  const end = timeOf('End', needed('end', invitation.end, context), zone);
  if (start.civil !== end.civil) throw wrong('/end', MIXED);
  const until = end.civil ? end.at + DAY_MS : end.at;
  if (until <= start.at) throw wrong('/end', TOO_EARLY);
  return { start: start.at, end: until, allDay: start.civil };
}

function zoneOf({ timeZone }: Invitation, context: MeetingContext): string {
  const zone = timeZone === undefined ? (context.input.zone ?? 'UTC') : rendered(timeZone, context).trim();
  if (isTimeZone(zone)) return zone;
  throw wrong('/timeZone', `"${zone}" is no time zone. One looks like Europe/Prague.`);
}

function timeOf(what: 'Start' | 'End', text: string, zone: string): { at: number; civil: boolean } {
  const why = timeProblem(text, zone);
  const found = readTime(text, zone);
  if (why === undefined && found !== undefined) return found;
  throw wrong(`/${what.toLowerCase()}`, `${what}: ${why}`);
}

/** A sentence; undefined: it can stand in a calendar. */
export function timeProblem(text: string, zone: string): string | undefined {
  const shown = `"${text.slice(0, 60)}"`;
  if (readTime(text, zone) === undefined) {
    return `${shown} is no time. One looks like 2026-12-31T09:00, a whole day like 2026-12-31.`;
  }
  const year = Number(text.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return undefined;
  return `${shown} is in a year that calendars do not take. Give one from ${FIRST_YEAR} to ${LAST_YEAR}.`;
}

/** Undefined for what no calendar has, like 30 February. */
export function readTime(text: string, zone: string): { at: number; civil: boolean } | undefined {
  if (DATE.test(text)) {
    const at = instantInZone(`${text}T00:00`, 'UTC');
    return at === undefined ? undefined : { at, civil: true };
  }
  const local = LOCAL.exec(text);
  const at = local ? instantInZone(`${local[1]}T${local[2]}`, zone) : instantOfText(text);
  return at === undefined ? undefined : { at, civil: false };
}

function instantOfText(text: string): number | undefined {
  if (!INSTANT.test(text) || instantInZone(text.slice(0, 16), 'UTC') === undefined) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

function organizerOf({ organizer }: Invitation, context: MeetingContext): Mailbox {
  if (organizer === undefined) return context.draft.from;
  const parsed = parseAddress(rendered(organizer.address, context));
  if ('problem' in parsed) throw new AppError('ADDRESS', `Organiser: ${parsed.problem}`);
  const name = organizer.name === undefined ? '' : rendered(organizer.name, context).trim();
  return name === '' ? { address: parsed.address } : { name, address: parsed.address };
}

/** Nobody can guess another installation's: two calendars may meet in one inbox, and keys are often small numbers. */
function uidOf({ key }: Invitation, organizer: Mailbox, context: MeetingContext): string {
  const { input } = context;
  const own = key === undefined ? `${input.ruleId} ${input.at} ${JSON.stringify(input.facts)}` : rendered(key, context);
  if (own.trim() === '') throw missing('key');
  const hash = createHash('sha256')
    .update(`${addressKey(organizer.address)} ${own.trim()}`)
    .digest('hex');
  return `${hash.slice(0, 40)}@mailrule`;
}

function needed(name: string, template: string, context: MeetingContext): string {
  const text = rendered(template, context).trim();
  if (text === '') throw missing(name);
  return text;
}

function rendered(template: string, { templates, input }: MeetingContext): string {
  return templates.render(template, 'text', input.facts);
}

function missing(name: string): AppError {
  const message = `The ${name} of the meeting is missing or empty.`;
  return new AppError('MISSING_VALUE', message, { details: { names: [name] } });
}

function wrong(path: string, message: string): AppError {
  return invalid([{ path: `/invitation${path}`, message }]);
}
