import { expect, test } from 'vitest';
import { isDraft } from '../../src/mail/inbox-reader.ts';

test('A4.14 a draft is known by its flag or by the label of Gmail, and nothing else is one', () => {
  expect(isDraft({ flags: new Set(['\\Seen', '\\Draft']) })).toBe(true);
  expect(isDraft({ flags: new Set(['\\Seen']), labels: new Set(['\\Draft']) })).toBe(true);
  expect(isDraft({ labels: new Set(['"\\\\Draft"']) })).toBe(true);
  expect(isDraft({ flags: new Set(['\\Seen']), labels: new Set(['Drafts of contracts', 'Draft', '\\Inbox']) })).toBe(
    false,
  );
  expect(isDraft({})).toBe(false);
});
