import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import sendInvitation, { type SendInvitationParams } from '../../../rules/actions/send-invitation/index.ts';
import { cloneFacts } from '../../../rules/conditions/facts.ts';
import { createTemplateEngine } from '../../../rules/expressions/template-engine.ts';
import { findProblems } from '../../../src/schema/validator.ts';
import type { ActionContext, JsonObject, PlannedMail } from '../../../src/sdk/index.ts';
import { connector, settings } from '../../support/rules-rig.ts';

const context: ActionContext = {
  templates: createTemplateEngine(),
  senders: settings({}),
  findConnector: async (id) => connector(id),
  findFile: async () => undefined,
  readStart: async () => new Uint8Array(),
  findSuppressed: async () => new Map(),
  canLink: true,
};
const base: SendInvitationParams = {
  connector: 'hr',
  to: [{ name: '{{name}}', address: '{{email}}' }],
  cc: ['boss@example.com'],
  bcc: ['archive@example.com'],
  subject: 'Interview, {{name}}',
  text: 'Dear {{name}},\nwe look forward to it.',
  invitation: {
    start: '{{start}}',
    end: '{{end}}',
    timeZone: 'Europe/Prague',
    location: 'Room 1; 2nd floor',
    key: '{{id}}',
  },
};
const facts = {
  id: 17,
  name: 'Ada, PhD',
  email: 'ada@example.com',
  start: '2026-12-01T09:00',
  end: '2026-12-01T10:30',
};
const AT = Date.UTC(2026, 10, 27, 12);

const plan = async (invitation: object = {}, more: JsonObject = {}, over: object = {}) =>
  sendInvitation.plan(
    { ...base, invitation: { ...base.invitation, ...invitation } },
    { ruleId: 'r', ruleName: 'r', facts: cloneFacts({ ...facts, ...more }), factsSchema: undefined, at: AT, ...over },
    context,
  );

/** As another implementation reads it. */
async function event(...args: Parameters<typeof plan>) {
  const [mail] = (await plan(...args)) as PlannedMail[];
  const { calendar } = mail?.draft ?? {};
  const parsed = new ICAL.Component(ICAL.parse(calendar?.content ?? ''));
  const found = parsed.getFirstSubcomponent('vevent');
  if (!calendar || !found) throw new Error('there is no event');
  const of = (name: string) => found.getFirstPropertyValue(name);
  return { calendar, method: parsed.getFirstPropertyValue('method'), found, of, read: new ICAL.Event(found) };
}

describe('an invitation', () => {
  test('A1.56 has start, end, place and people, by the clock of its zone', async () => {
    const { calendar, method, found, of, read } = await event();
    expect(calendar.method).toBe('REQUEST');
    expect(method).toBe('REQUEST');
    expect(read.startDate.toJSDate().toISOString()).toBe('2026-12-01T08:00:00.000Z');
    expect(read.endDate.toJSDate().toISOString()).toBe('2026-12-01T09:30:00.000Z');
    expect(read).toMatchObject({ summary: 'Interview, Ada, PhD', location: 'Room 1; 2nd floor' });
    expect(read.description).toBe('Dear Ada, PhD,\nwe look forward to it.');
    expect(of('status')).toBe('CONFIRMED');
    expect(of('organizer')).toBe('mailto:hr@acme.test');
    const people = found
      .getAllProperties('attendee')
      .map((one) => [String(one.getFirstValue()).toLowerCase(), one.getParameter('role'), one.getParameter('cn')]);
    expect(people).toEqual([
      ['mailto:ada@example.com', 'REQ-PARTICIPANT', 'Ada, PhD'],
      ['mailto:boss@example.com', 'OPT-PARTICIPANT', undefined],
    ]);
  });

  test('RFC 5545 lines end with CRLF and have at most 75 octets, whatever the texts hold', async () => {
    const hostile = `x\r\nATTENDEE:mailto:evil@example.com\r\n${'ž😀,;\\'.repeat(100)}`;
    const { calendar, found, read } = await event({ description: '{{text}}', location: '{{text}}' }, { text: hostile });
    for (const line of calendar.content.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n]/);
    }
    expect(found.getAllProperties('attendee')).toHaveLength(2);
    expect(read.description.replace(/\r/g, '')).toBe(hostile.replace(/\r/g, ''));
  });

  test('names cannot put another address in the place of the real one', async () => {
    const name = 'x":mailto:evil@example.com\\';
    const organizer = { name: '{{on}}', address: 'boss@example.com' };
    const { of, found } = await event({ organizer }, { name, on: 'y":mailto:evil@example.com\r\nATTENDEE:z' });
    expect(String(of('organizer')).toLowerCase()).toBe('mailto:boss@example.com');
    const people = found.getAllProperties('attendee').map((one) => String(one.getFirstValue()).toLowerCase());
    expect(people).toEqual(['mailto:ada@example.com', 'mailto:boss@example.com']);
  });

  test('beyond 24 a change has the same UID and a higher SEQUENCE, and a cancellation too', async () => {
    const first = await event();
    const changed = await event(
      {},
      { start: '2026-12-02T09:00', end: '2026-12-02T10:00', name: 'Ada' },
      { at: AT + 1000, ruleId: 'other' },
    );
    const gone = await event({ operation: 'cancel' }, {}, { at: AT + 2000 });
    const uids = [first, changed, gone].map(({ of }) => of('uid'));
    expect(new Set(uids).size).toBe(1);
    const sequences = [first, changed, gone].map(({ of }) => Number(of('sequence')));
    expect(sequences).toEqual([sequences[0], Number(sequences[0]) + 1, Number(sequences[0]) + 2]);
    expect(gone).toMatchObject({ method: 'CANCEL', calendar: { method: 'CANCEL' } });
    expect(gone.of('status')).toBe('CANCELLED');
  });

  test('another key, another organiser, or no key is another meeting', async () => {
    const uid = async (...args: Parameters<typeof plan>) => (await event(...args)).of('uid');
    const uids = [
      await uid(),
      await uid({}, { id: 18 }),
      await uid({ organizer: { name: 'Boss', address: 'boss@example.com' } }),
      await uid({ key: undefined }),
      await uid({ key: undefined }, {}, { at: AT + 1 }),
    ];
    expect(new Set(uids).size).toBe(5);
    const { of } = await event({ organizer: { name: 'Boss', address: 'boss@example.com' } });
    expect(of('organizer')).toBe('mailto:boss@example.com');
  });

  test.each([
    [
      'an instant with an offset',
      { start: '2026-12-01T09:00:00+02:00', end: '2026-12-01T08:00Z' },
      '2026-12-01T07:00:00.000Z',
      '2026-12-01T08:00:00.000Z',
    ],
    [
      'in summer',
      { start: '2026-07-01T09:00', end: '2026-07-01 10:00' },
      '2026-07-01T07:00:00.000Z',
      '2026-07-01T08:00:00.000Z',
    ],
    [
      'a time that the clocks skip',
      { start: '2027-03-28T02:30', end: '2027-03-28T04:00' },
      '2027-03-28T01:00:00.000Z',
      '2027-03-28T02:00:00.000Z',
    ],
    [
      'a time that comes twice, the first',
      { start: '2026-10-25T02:30', end: '2026-10-25T04:00' },
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T03:00:00.000Z',
    ],
  ])('%s', async (_what, times, from, to) => {
    const { read } = await event({}, times);
    expect([read.startDate, read.endDate].map((time) => time.toJSDate().toISOString())).toEqual([from, to]);
  });

  test('who stands in To and Cc, in whatever letters, is one attendee, a required one', async () => {
    const params = { ...base, cc: ['Ada@example.com', 'boss@example.com', 'boss@example.com'] };
    const input = { ruleId: 'r', ruleName: 'r', facts: cloneFacts(facts), factsSchema: undefined, at: AT };
    const [mail] = (await sendInvitation.plan(params, input, context)) as PlannedMail[];
    const found = new ICAL.Component(ICAL.parse(mail?.draft.calendar?.content ?? '')).getFirstSubcomponent('vevent');
    const people = found
      ?.getAllProperties('attendee')
      .map((one) => [String(one.getFirstValue()).toLowerCase(), one.getParameter('role')]);
    expect(people).toEqual([
      ['mailto:ada@example.com', 'REQ-PARTICIPANT'],
      ['mailto:boss@example.com', 'OPT-PARTICIPANT'],
    ]);
  });

  test('a time that the clocks skip is told with the reason, and a good end after it is taken', async () => {
    const at = { ...base, invitation: { ...base.invitation, start: '2027-03-28T02:15', end: '2027-03-28T02:45' } };
    const [finding] = await sendInvitation.check(at, context, undefined);
    expect(finding?.message).toContain('2027-03-28T02:15 does not exist in Europe/Prague');
    const good = { ...at, invitation: { ...at.invitation, end: '2027-03-28T03:15' } };
    expect(await sendInvitation.check(good, context, undefined)).toEqual([]);
  });

  test('whole days are dates, and the last one counts', async () => {
    const { found } = await event({}, { start: '2026-12-24', end: '2026-12-26' });
    const value = (name: string) => String(found.getFirstPropertyValue(name));
    expect([value('dtstart'), value('dtend')]).toEqual(['2026-12-24', '2026-12-27']);
    expect(found.getFirstProperty('dtstart')?.type).toBe('date');
  });

  test('without a zone the one of the server counts', async () => {
    const { read } = await event({ timeZone: undefined }, {}, { zone: 'America/New_York' });
    expect(read.startDate.toJSDate().toISOString()).toBe('2026-12-01T14:00:00.000Z');
  });

  test.each([
    ['no start', { start: '' }],
    ['no end', { end: null }],
    ['no value for the key', { id: '' }],
  ])('a missing value holds the mail: %s', async (_what, more) => {
    expect(await plan({}, more as JsonObject)).toMatchObject([
      { held: { reason: 'missing_value' }, to: [{ address: 'ada@example.com' }] },
    ]);
  });

  test.each([
    ['no calendar has it', { start: '2026-02-30T09:00' }, '/invitation/start'],
    ['it is no time', { end: 'tomorrow' }, '/invitation/end'],
    ['it ends before it starts', { end: '2026-12-01T08:00' }, '/invitation/end'],
    ['it takes no time', { end: '2026-12-01T09:00' }, '/invitation/end'],
    ['a date and a time', { end: '2026-12-02' }, '/invitation/end'],
    ['calendars do not take the year', { start: '0099-12-01T09:00' }, '/invitation/start'],
  ])('a bad time refuses the event: %s', async (_what, more, path) => {
    await expect(plan({}, more)).rejects.toMatchObject({ code: 'VALIDATION', details: { fields: [{ path }] } });
  });

  test('a preview shows the mail of a rule that says no times yet', async () => {
    const [mail] = (await plan({ start: '', end: ' ' }, {}, { preview: true })) as PlannedMail[];
    expect(mail?.draft.subject).toBe('Interview, Ada, PhD');
    expect(mail?.draft.calendar).toBeUndefined();
  });
});

describe('when the rule is saved', () => {
  const check = async (invitation: object, schema?: object) =>
    sendInvitation.check({ ...base, invitation: { ...base.invitation, ...invitation } }, context, schema as never);

  test('a good invitation has no findings, and one without a key a warning', async () => {
    expect(await check({})).toEqual([]);
    expect(await check({ key: undefined })).toMatchObject([{ level: 'warning', path: '/invitation/key' }]);
  });

  test.each([
    ['no start', { start: ' ' }, '/invitation/start'],
    ['a broken template', { location: '{{#if' }, '/invitation/location'],
    ['a time that is none', { start: 'soon', end: '2026-12-01T10:00' }, '/invitation/start'],
    ['an end before the start', { start: '2026-12-01', end: '2026-11-30' }, '/invitation/end'],
    ['a zone that is none', { timeZone: 'Prague' }, '/invitation/timeZone'],
    ['an organiser without an address', { organizer: { address: 'boss' } }, '/invitation/organizer/address'],
    ['a cancellation of nothing', { operation: 'cancel', key: undefined }, '/invitation/key'],
    ['a date and a time', { start: '2026-12-01T09:00', end: '2026-12-02' }, '/invitation/end'],
    ['a zone of blanks', { timeZone: ' ' }, '/invitation/timeZone'],
    ['an organiser of blanks', { organizer: { address: ' ' } }, '/invitation/organizer/address'],
    ['a key of blanks', { key: ' ' }, '/invitation/key'],
    ['a year before 1970', { start: '0099-12-01T09:00', end: '2026-12-02T09:00' }, '/invitation/start'],
    ['a year that is too late', { start: '2026-12-01', end: '9999-12-31' }, '/invitation/end'],
    ['an end that the clocks skip', { start: '2027-03-28T03:00', end: '2027-03-28T02:30' }, '/invitation/end'],
    ['a start that the clocks skip', { start: '2027-03-28T02:15', end: '2027-03-28T02:45' }, '/invitation/end'],
  ])('is refused: %s', async (_what, invitation, path) => {
    expect(await check(invitation)).toEqual([expect.objectContaining({ level: 'error', path })]);
  });

  test('a field that the form lacks is named, and all fields are known to the rule', async () => {
    const schema = {
      type: 'object',
      properties: { id: {}, name: {}, email: {}, start: {} },
      additionalProperties: false,
    };
    expect(await check({}, schema)).toMatchObject([
      { level: 'error', path: '/invitation/end', message: expect.stringContaining('"end"') },
    ]);
    expect(sendInvitation.facts(base, context.templates)).toEqual(
      expect.arrayContaining(['email', 'start', 'end', 'id']),
    );
  });

  test('by hand it is refused with a sentence: a task has no place for the meeting', async () => {
    const findings = await sendInvitation.check(
      { ...base, mode: 'manual', performer: { user: 'ada' } },
      context,
      undefined,
    );
    expect(findings).toContainEqual({
      level: 'error',
      path: '/mode',
      message: expect.stringContaining('An invitation is sent by itself'),
    });
  });

  test('its parameters are those of an e-mail and the meeting; anything else is refused', () => {
    const problems = (params: object) => findProblems(sendInvitation.paramsSchema, params).map(({ path }) => path);
    expect(problems(base)).toEqual([]);
    expect(problems({ ...base, invitation: undefined })).toEqual(['/invitation']);
    expect(problems({ ...base, invitation: { start: 'x', end: 'y', evil: 1 } })).toEqual(['/invitation/evil']);
  });
});
