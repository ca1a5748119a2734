import { describe, expect, test } from 'vitest';
import { holderOf, withParts } from '../../../rules/outcomes/field-values.ts';
import type { FollowedMail } from '../../../rules/outcomes/followed-mails.ts';
import { hasFailed, partsOf } from '../../../rules/outcomes/outcome-parts.ts';

const recipient = (address: string, state: string, more: object = {}) => ({
  ...{ address, state, code: null, response: null },
  ...more,
});
const mail = (over: Partial<FollowedMail> = {}): FollowedMail => ({
  ...{
    id: 'm1',
    messageId: '<m1@a>',
    state: 'accepted',
    captured: false,
    declined: false,
    complained: false,
    detail: 'The server accepted it.',
  },
  ...{ code: 250, at: 1000, recipients: [recipient('ada@b', 'accepted')] },
  ...over,
});

describe('what became of the mails of one action', () => {
  test('A2.26 one that its performer declined is cancelled, says so, and is no failure', () => {
    const declined = mail({ state: 'cancelled', declined: true, detail: 'Declined by Dora: not now' });
    expect(partsOf([declined])).toMatchObject({
      ...{ state: 'cancelled', errorClass: 'declined', error: ['Declined by Dora: not now'] },
    });
    expect(hasFailed(declined)).toBe(false);
  });

  test('A1.66 beyond 12 one that was accepted has its Message-ID, its recipients and no error', () => {
    expect(partsOf([mail()])).toEqual({
      ...{ messageId: ['<m1@a>'], accepted: ['ada@b'], rejected: [], state: 'accepted' },
      ...{ errorClass: null, error: [], at: 1000 },
    });
  });

  test('of several the lists are joined and the worst state counts; while one waits nothing is called accepted', () => {
    const second = { id: 'm2', messageId: '<m2@a>', at: 2000 };
    const returned = mail({
      ...second,
      state: 'bounced',
      detail: 'Returned',
      recipients: [recipient('bo@b', 'bounced')],
    });
    const failed = mail({
      ...second,
      state: 'failed',
      code: 550,
      detail: 'No',
      recipients: [recipient('cy@b', 'failed')],
    });
    expect(partsOf([mail(), returned])).toMatchObject({ state: 'bounced', errorClass: 'bounced', rejected: ['bo@b'] });
    expect(partsOf([mail(), returned, failed])).toMatchObject({
      ...{ state: 'failed', errorClass: 'refused', accepted: ['ada@b'], rejected: ['bo@b', 'cy@b'], at: 2000 },
      error: ['Returned', 'No'],
    });
    expect(partsOf([mail(), mail({ ...second, state: 'queued' })])).toMatchObject({ state: null, at: 1000 });
  });

  test.each([
    ['refused', { state: 'failed', code: 550 }],
    ['expired', { state: 'failed', code: 451 }],
    ['not_sent', { state: 'failed', code: null }],
    ['cancelled', { state: 'cancelled', code: null }],
    ['captured', { state: 'cancelled', code: null, captured: true }],
  ])('an error is of the class %s', (errorClass, over) => {
    expect(partsOf([mail({ ...over, recipients: [recipient('ada@b', 'pending')] })]).errorClass).toBe(errorClass);
  });

  test('who was refused beside others that got it is told with the words of the server, and is a failure', () => {
    const recipients = [
      recipient('ada@b', 'accepted'),
      recipient('bo@b', 'failed', { code: 550, response: '550 no such user' }),
    ];
    const one = mail({ recipients });
    expect(partsOf([one])).toMatchObject({
      state: 'accepted',
      errorClass: 'refused',
      error: ['bo@b: 550 no such user'],
    });
    expect(hasFailed(one)).toBe(true);
  });

  test('a mail that a person or the guard stopped, or that waits, is no failure', () => {
    expect([mail({ state: 'cancelled' }), mail({ state: 'held' }), mail()].map(hasFailed)).toEqual([
      false,
      false,
      false,
    ]);
    expect(hasFailed(mail({ state: 'failed', recipients: [] }))).toBe(true);
  });
});

describe('the fields of a form that hold an outcome', () => {
  const schema = {
    type: 'object',
    properties: {
      text: { type: 'string' },
      short: { type: ['string', 'null'], maxLength: 5 },
      when: { type: 'string', format: 'date-time' },
      day: { type: 'string', format: 'date' },
      done: { type: 'boolean' },
      list: { type: 'array', items: { type: 'string' } },
      rows: { type: 'array', items: { type: 'object', properties: { a: { type: 'string' } } } },
      file: { type: 'object', properties: { file: { type: 'string' } } },
      count: { type: 'number' },
    },
  };

  test('are texts, date-times, yes or no, and lists of texts; a name that objects inherit is none', () => {
    const names = ['text', 'short', 'when', 'day', 'done', 'list', 'rows', 'file', 'count', 'constructor', 'text.x'];
    expect(names.map((name) => holderOf(schema, name))).toEqual([
      ...['text', 'text', 'datetime', undefined, 'boolean', 'list'],
      ...[undefined, undefined, undefined, undefined, undefined],
    ]);
  });

  test('a value is cut to the length of its field, and what is not known any more is left empty', () => {
    const parts = partsOf([
      mail({ state: 'failed', code: 550, detail: '12345678', recipients: [recipient('ada@b', 'failed')] }),
    ]);
    const fields = { error: 'short', rejected: 'list', accepted: 'done', at: 'when', messageId: 'text' };
    const failed = withParts(schema, { count: 1 }, fields, parts);
    expect(failed).toEqual({
      ...{ count: 1, short: '12345', list: ['ada@b'], done: false },
      ...{ when: '1970-01-01T00:00:01.000Z', text: '<m1@a>' },
    });
    const well = withParts(schema, failed, fields, partsOf([mail()]));
    expect(well).toEqual({ count: 1, list: [], done: true, when: '1970-01-01T00:00:01.000Z', text: '<m1@a>' });
  });
});
