import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** A small mail of ASCII only, so that it needs no encoding. The addresses have been checked by the probe. */
export function composeTestMail(mail: { from: string; to: string; at: Date }): { messageId: string; raw: string } {
  const domain = domainToASCII(mail.from.slice(mail.from.lastIndexOf('@') + 1)) || 'localhost';
  const messageId = `<${randomUUID()}@${domain}>`;
  const raw = [
    `From: <${mail.from}>`,
    `To: <${mail.to}>`,
    'Subject: Test mail',
    `Message-ID: ${messageId}`,
    // RFC 5322, section 3.3 wants a numeric zone.
    `Date: ${mail.at.toUTCString().replace('GMT', '+0000')}`,
    // RFC 3834: no auto-responder shall answer this.
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This mail was sent by "Send Test Mail" of an e-mail connector. The connector can send.',
    '',
  ].join('\r\n');
  return { messageId, raw };
}
