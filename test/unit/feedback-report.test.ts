import { expect, test } from 'vitest';
import { parseFeedbackReport } from '../../src/mail/feedback-report.ts';

const report = (fields: string) =>
  Buffer.from(
    [
      'Message-ID: <c1@provider.test>',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=B',
      '',
      '--B',
      'Content-Type: message/feedback-report',
      '',
      fields,
      '',
      '--B',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <m1@sender.test>',
      'X-Mailrule-Id: mail-1',
      '',
      '--B--',
      '',
    ].join('\r\n'),
  );

test('a complaint (RFC 5965) says of which mail it is and who complained; each address once for each line', () => {
  const raw = report(
    'Feedback-Type: abuse\r\nUser-Agent: P/1\r\nOriginal-Rcpt-To: <a@x.test>\r\nOriginal-Rcpt-To: b@x.test',
  );
  expect(parseFeedbackReport(raw)).toEqual({
    id: '<c1@provider.test>',
    about: { messageId: '<m1@sender.test>', mailId: 'mail-1' },
    recipients: ['a@x.test', 'b@x.test'].map((address) => {
      return { address, action: 'complained', status: '', diagnostic: 'Complaint (abuse), told by P/1' };
    }),
  });
});

test('who is left out is left out; what is no complaint is none', () => {
  expect(parseFeedbackReport(report('Feedback-Type: fraud'))?.recipients).toMatchObject([{ address: '' }]);
  expect(parseFeedbackReport(report('Feedback-Type: not-spam'))).toBeUndefined();
  expect(parseFeedbackReport(report('Version: 1'))).toBeUndefined();
  expect(parseFeedbackReport(Buffer.from('Content-Type: text/plain\r\n\r\nHello'))).toBeUndefined();
});
