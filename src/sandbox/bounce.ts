import { randomUUID } from 'node:crypto';

export interface RefusedRecipient {
  address: string;
  code: number;
  /** Enhanced status code (RFC 3463), for example 5.1.1. */
  status: string;
  text: string;
}

export function mailDate(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000');
}

/** A delivery status notification (RFC 3464) with the header of the returned message. */
export function composeBounce(
  to: string,
  refused: readonly RefusedRecipient[],
  returned: Buffer,
  host: string,
): Buffer {
  const boundary = `dsn-${randomUUID()}`;
  const end = returned.indexOf('\r\n\r\n');
  const header = returned.subarray(0, end < 0 ? returned.length : end + 2).toString('latin1');
  const now = mailDate(new Date());
  const lines = [
    'Return-Path: <>',
    `Date: ${now}`,
    `From: Mail Delivery System <MAILER-DAEMON@${host}>`,
    `To: ${to}`,
    `Message-ID: <${randomUUID()}@${host}>`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This message could not be delivered to:',
    ...refused.map(({ address, code, status, text }) => `  <${address}>: ${code} ${status} ${text}`),
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${host}`,
    `Arrival-Date: ${now}`,
    '',
    ...refused.flatMap(({ address, code, status, text }) => [
      `Final-Recipient: rfc822; ${address}`,
      'Action: failed',
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${code} ${status} ${text}`,
      '',
    ]),
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    header,
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
