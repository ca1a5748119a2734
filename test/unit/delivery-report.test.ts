import { describe, expect, test } from 'vitest';
import { mayBeReport, parseDeliveryReport } from '../../src/mail/delivery-report.ts';

const crlf = (text: string) => Buffer.from(text.replace(/\n/g, '\r\n'));

/** As Postfix writes it, shortened. */
function report(
  status: string,
  returned = 'Message-ID: <m1@sender.test>\nX-Mailrule-Id: mail-1\nSubject: Hi',
  kind = 'text/rfc822-headers',
): Buffer {
  return crlf(`Return-Path: <>
From: MAILER-DAEMON@mail.sender.test
Message-ID: <r1@mail.sender.test>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B1"

--B1
Content-Type: text/plain

It could not be delivered.
--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.sender.test

${status}
--B1
Content-Type: ${kind}

${returned}

--B1--
`);
}
const FAILED = `Final-Recipient: rfc822; ada@example.com
Original-Recipient: rfc822;Ada@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 550 5.1.1 <ada@example.com>
    User doesn't exist: ada@example.com`;

describe('a delivery report (RFC 3464)', () => {
  test('says of which mail and which recipient it is, and the words of the server', () => {
    expect(parseDeliveryReport(report(FAILED))).toEqual({
      id: '<r1@mail.sender.test>',
      about: { messageId: '<m1@sender.test>', mailId: 'mail-1' },
      recipients: [
        {
          address: 'Ada@example.com',
          action: 'failed',
          status: '5.1.1',
          diagnostic: "550 5.1.1 <ada@example.com> User doesn't exist: ada@example.com",
        },
      ],
    });
  });

  test('has several recipients, and one that is only delayed', () => {
    const delayed = 'Final-Recipient: rfc822; <bo@example.com>\nAction: delayed (4 hours)\nStatus: 4.4.1 (busy)';
    const parsed = parseDeliveryReport(report(`${FAILED}\n\n${delayed}`));
    expect(parsed?.recipients.map(({ address, action, status }) => [address, action, status])).toEqual([
      ['Ada@example.com', 'failed', '5.1.1'],
      ['bo@example.com', 'delayed', '4.4.1'],
    ]);
  });

  test('is understood where it is encoded, returns the whole message, or ends in the middle of it', () => {
    const whole = report(FAILED, 'Message-ID: <m2@sender.test>\n\nBody with\n--B1x\nin it', 'message/rfc822');
    expect(parseDeliveryReport(whole)?.about.messageId).toBe('<m2@sender.test>');
    expect(parseDeliveryReport(whole.subarray(0, whole.length - 12))?.about.messageId).toBe('<m2@sender.test>');
    const text = report('X: y').toString('latin1');
    const encoded = Buffer.from(`Reporting-MTA: dns; x\r\n\r\n${FAILED.replace(/\n/g, '\r\n')}\r\n`).toString('base64');
    const inBase64 = text.replace(
      /Content-Type: message\/delivery-status\r\n\r\n[\s\S]*?\r\n--B1/,
      `Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n--B1`,
    );
    expect(parseDeliveryReport(Buffer.from(inBase64, 'latin1'))?.recipients[0]?.status).toBe('5.1.1');
  });

  test('that returns nothing is about no mail that we know', () => {
    const text = report(FAILED).toString('latin1').replace('text/rfc822-headers', 'text/plain');
    const parsed = parseDeliveryReport(Buffer.from(text, 'latin1'));
    expect(parsed?.about).toEqual({ messageId: undefined, mailId: undefined });
  });

  test.each([
    ['an ordinary mail', crlf('Content-Type: text/plain\n\nAction: failed\nFinal-Recipient: rfc822; a@b.c\n')],
    ['nothing at all', Buffer.alloc(0)],
    ['no part with a status', crlf('Content-Type: multipart/report; boundary=B\n\n--B\n\nx\n--B--\n')],
    ['no recipient', report('Action: failed\nStatus: 5.1.1')],
    ['a recipient without an address', report('Final-Recipient: rfc822; nobody\nAction: failed')],
    ['an action that is none', report('Final-Recipient: rfc822; a@b.c\nAction: constructor')],
    ['no boundary', crlf('Content-Type: multipart/report\n\n--B\n')],
  ])('is not made of %s', (_what, raw) => {
    expect(parseDeliveryReport(raw)).toBeUndefined();
  });

  test('stays within bounds: many groups, long lines, deep nesting, broken bytes', () => {
    const group = (n: number) =>
      `Final-Recipient: rfc822; a${n}@example.com\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; ${'x'.repeat(5000)}`;
    const many = parseDeliveryReport(report(Array.from({ length: 1500 }, (_, n) => group(n)).join('\n\n')));
    expect(many?.recipients).toHaveLength(1000);
    expect(many?.recipients[0]?.diagnostic.length).toBe(1000);
    const nested = 'Content-Type: multipart/report; boundary=B\n\n--B\n'.repeat(5000);
    expect(parseDeliveryReport(crlf(nested))).toBeUndefined();
    const random = Buffer.from(Array.from({ length: 20_000 }, (_, n) => (n * 7919) % 256));
    const broken = Buffer.concat([crlf('Content-Type: multipart/report; boundary="\n\n'), random]);
    expect(parseDeliveryReport(broken)).toBeUndefined();
  });

  test.each([
    ['multipart/report; report-type=delivery-status; boundary=x', true],
    ['Multipart/Report; boundary=x', true],
    ['multipart/report; report-type="feedback-report"', true],
    ['multipart/report; report-type=disposition-notification', false],
    ['multipart/mixed', false],
    ['', false],
  ])('%s may be one: %s', (type, expected) => {
    expect(mayBeReport(type)).toBe(expected);
  });
});
