import { expect, test } from 'vitest';
import { verdictOf } from '../../../web/src/rule/preview/verdict.ts';

const sent = { held: null };
const held = { held: { reason: 'connector' as const, detail: '"Payroll" is switched off.' } };

test('a record that matches is green only when every email would be sent', () => {
  const of = (mails: (typeof sent | typeof held)[]) => verdictOf({ fires: true, mails, warnings: [] });
  expect(of([sent])).toEqual({ tone: 'green', text: 'This record matches: the email would be sent.', reasons: [] });
  expect(of([held, held])).toEqual({
    tone: 'yellow',
    text: 'This record matches, but the email would be held.',
    reasons: ['"Payroll" is switched off.'],
  });
  expect(of([held, sent]).text).toBe('This record matches, but 1 of 2 emails would be held.');
  expect(of([]).tone).toBe('yellow');
});

test('a record that does not match is neither, whatever the emails would do', () => {
  expect(verdictOf({ fires: false, mails: [held], warnings: [] }).tone).toBe('gray');
  expect(verdictOf({ fires: null, mails: [held], warnings: [] }).tone).toBe('gray');
});
