import { expect, test } from 'vitest';
import { mailKind } from '../../src/mail/mail-kind.ts';
import { readReceived } from '../../src/mail/read-received.ts';

function kindOf(headers: Record<string, string>): string {
  return mailKind((name) => headers[name], undefined);
}

test('R37 programs are told from people: RFC 3834 and what was there before it, lists, complaints', () => {
  expect(kindOf({ subject: 'Hello' })).toBe('mail');
  expect(kindOf({ 'auto-submitted': 'no' })).toBe('mail');
  expect(kindOf({ 'auto-submitted': 'auto-replied; owner-email="a@b.test"' })).toBe('auto_reply');
  expect(kindOf({ 'return-path': '<>' })).toBe('auto_reply');
  expect(kindOf({ precedence: 'Auto_Reply' })).toBe('auto_reply');
  expect(kindOf({ precedence: 'bulk' })).toBe('bulk');
  expect(kindOf({ 'list-id': '<news.acme.test>' })).toBe('bulk');
  expect(kindOf({ 'content-type': 'multipart/report; report-type=feedback-report; boundary=x' })).toBe('complaint');
});

test('R34 hostile names, NUL, two Message-IDs and none at all are read without harm', async () => {
  const raw = [
    'From: "A\u0000B" <a@b.test>',
    'Message-ID: <first@b.test>',
    'Message-ID: <second@b.test>',
    'References: <one@b.test> garbage <two@b.test>',
    'Subject: =?utf-8?q?line=0Abreak?=',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    'Content-Type: application/octet-stream',
    'Content-Disposition: attachment; filename="../../etc/pass\u0000wd"',
    '',
    'x',
    '--x--',
    '',
  ].join('\r\n');
  const mail = await readReceived(Buffer.from(raw));
  expect(mail.messageId).toBe('<first@b.test>');
  expect(mail.references).toEqual(['<one@b.test>', '<two@b.test>']);
  expect(mail.subject).toBe('line break');
  expect(JSON.stringify(mail)).not.toMatch(/\\u0000/);
  expect(await readReceived(Buffer.from(''))).toMatchObject({ messageId: null, from: [], sentAt: null });
});
