import { describe, expect, test } from 'vitest';
import { holdStill } from '../../../web/src/outbox/hold-still.ts';
import type { MailLine, OutboxList } from '../../../web/src/outbox/mail-types.ts';

const line = (id: string, state: MailLine['state'] = 'queued'): MailLine => ({
  ...{
    id,
    state,
    detail: '',
    heldReason: null,
    closed: false,
    subject: id,
    from: 'a@sender.test',
    to: ['b@receiver.test'],
  },
  ...{ connectorId: null, connectorName: null, senderReason: null, senderReasonText: null, cause: 'rule' },
  ...{ ruleId: null, ruleName: null, eventId: null, attempts: 0, dueAt: null, sentCopy: null, createdAt: 0 },
});
const answer = (lines: MailLine[], next: string | null = null): OutboxList => ({ items: lines, next });
const ids = (lines: readonly MailLine[]) => lines.map(({ id }) => id).join('');

describe('the list of the outbox is held still', () => {
  test('shown lines keep their places and get their new state', () => {
    const still = holdStill([line('c'), line('b'), line('a')], answer([line('c'), line('b', 'accepted'), line('a')]));
    expect(ids(still.lines)).toBe('cba');
    expect(still.lines[1]).toMatchObject({ state: 'accepted' });
    expect(still).toMatchObject({ fresh: 0, more: false });
  });

  test('new lines are counted, not shown', () => {
    const still = holdStill([line('b'), line('a')], answer([line('d'), line('c'), line('b'), line('a')]));
    expect(ids(still.lines)).toBe('ba');
    expect(still.fresh).toBe(2);
  });

  test('a line between the shown ones that came to match the filter is counted, too', () => {
    expect(holdStill([line('c'), line('a')], answer([line('c'), line('b'), line('a')])).fresh).toBe(1);
  });

  test('a line that the answer should have and has not no longer matches the filter', () => {
    const still = holdStill([line('c'), line('b'), line('a')], answer([line('c'), line('a')]));
    expect(still.lines.map(({ gone }) => gone ?? false)).toEqual([false, true, false]);
  });

  test('a line that new ones pushed to the next page is unchanged, not gone', () => {
    const still = holdStill([line('b'), line('a')], answer([line('d'), line('c'), line('b')], 'b'));
    expect(still.lines.map(({ gone }) => gone ?? false)).toEqual([false, false]);
    expect(still).toMatchObject({ fresh: 2, more: false });
  });

  test('where the whole answer is new there may be more', () => {
    expect(holdStill([line('a')], answer([line('d'), line('c')], 'c'))).toMatchObject({ fresh: 2, more: true });
    expect(holdStill([line('a')], answer([line('d'), line('c')]))).toMatchObject({ fresh: 2, more: false });
  });

  test('lines that slide in below the last one shown are not new', () => {
    expect(holdStill([line('c'), line('b')], answer([line('c'), line('a')])).fresh).toBe(0);
  });
});
