import { FROM, type Payslip } from '../payslips.ts';

const BASE64 = 'Content-Transfer-Encoding: base64\r\n\r\n';

/** One mail with text, HTML and a PDF. Everything is base64, so no line starts with a dot and SMTP and IMAP take the same bytes. */
export function buildMime(of: { payslip: Payslip; messageId: string; date: string }): Buffer {
  const { payslip } = of;
  const { pdf } = payslip;
  const texts = [Buffer.from(payslip.text), Buffer.from(payslip.html)] as const;
  const out = Buffer.allocUnsafe(2100 + Math.ceil((texts[0].length + texts[1].length + pdf.length) * 1.4));
  const mark = `=_${of.messageId.slice(0, 30)}`;
  let at = 0;
  const write = (words: string) => {
    at += out.write(words, at, 'latin1');
  };
  const part = (head: string, content: Buffer) => {
    write(`${head}${BASE64}`);
    at = writeBase64(content, out, at);
  };
  write(`From: ${FROM.name} <${FROM.address}>\r\nTo: ${encoded(payslip.to.name)} <${payslip.to.address}>\r\n`);
  write(`Subject: ${encoded(payslip.subject)}\r\nDate: ${of.date}\r\nMessage-ID: <${of.messageId}>\r\n`);
  write(`MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${mark}"\r\n\r\n`);
  write(`--${mark}\r\nContent-Type: multipart/alternative; boundary="${mark}a"\r\n\r\n`);
  part(`--${mark}a\r\nContent-Type: text/plain; charset=utf-8\r\n`, texts[0]);
  part(`\r\n--${mark}a\r\nContent-Type: text/html; charset=utf-8\r\n`, texts[1]);
  write(`\r\n--${mark}a--\r\n\r\n`);
  const name = 'payslip.pdf';
  const type = `Content-Type: application/pdf; name="${name}"\r\n`;
  part(`--${mark}\r\n${type}Content-Disposition: attachment; filename="${name}"\r\n`, pdf);
  write(`\r\n--${mark}--\r\n`);
  return out.subarray(0, at);
}

/** Short values only: it does not fold. */
function encoded(value: string): string {
  return /^[\x20-\x7e]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
}

/** Lines of 76 letters: encoded at once into the end of the space, then moved down line by line. Answers the new end. */
function writeBase64(source: Buffer, out: Buffer, start: number): number {
  const letters = Math.ceil(source.length / 3) * 4;
  let from = start + 2 * Math.ceil(letters / 76);
  const end = from + letters;
  out.write(source.toString('base64'), from, 'latin1');
  let to = start;
  while (from < end) {
    const next = Math.min(from + 76, end);
    out.copyWithin(to, from, next);
    to += next - from;
    from = next;
    out[to] = 13;
    out[to + 1] = 10;
    to += 2;
  }
  return to;
}
