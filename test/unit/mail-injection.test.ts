import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { composeMail } from '../../src/mail/compose.ts';
import { ehloName } from '../../src/mail/smtp-session.ts';
import type { MailDraft } from '../../src/sdk/index.ts';

test.each([
  ['mail.example.com', 'mail.example.com'],
  ['mail', '[127.0.0.1]'],
  ['mail.example.com\r\nMAIL FROM:<evil@example.com>', '[127.0.0.1]'],
  ['mail.example.com\n', '[127.0.0.1]'],
  ['mail.example.com SIZE=1', '[127.0.0.1]'],
  ['m\u00fcller.example.com', '[127.0.0.1]'],
  ['a_b.example.com', '[127.0.0.1]'],
  ['', '[127.0.0.1]'],
])('security 2: a machine that is called %j greets as %s', (host, name) => {
  expect(ehloName(host)).toBe(name);
});

const DRAFT: MailDraft = {
  from: { address: 'payroll@example.com' },
  replyTo: [],
  to: [{ address: 'eva@example.com' }],
  cc: [],
  bcc: [],
  subject: 'News',
  text: 'Hello',
  attachments: [],
  importance: 'normal',
  headers: [],
};

test.each(['List-Unsubscribe', 'List-Id', 'List-Help', 'List-Unsubscribe-Post'])(
  'security 2: a line break in %s makes no header and no body of its own',
  async (name) => {
    for (const end of ['\r\n', '\n', '\r', '\r\n\r\n', '\u2028', '\0\r\n']) {
      const value = `<https://example.com/out>${end}Bcc: evil@example.com${end}${end}X-Body: yes`;
      const identity = { id: 'mail', messageId: '<mail@example.com>', date: new Date(0), automatic: false } as const;
      const bytes = composeMail({ ...DRAFT, headers: [{ name, value }] }, identity, () => [] as never);
      const raw = await buffer(bytes as AsyncIterable<Uint8Array>);
      const seen = await simpleParser(raw);
      expect(seen.headers.has('bcc'), JSON.stringify(end)).toBe(false);
      expect(seen.bcc).toBeUndefined();
      expect(seen.text?.trim()).toBe('Hello');
      expect(raw.toString()).not.toMatch(/^(Bcc|X-Body):/im);
    }
  },
);
