import { expect, test } from 'vitest';
import { mailText } from '../../../web/src/setup/mail-text.ts';

const bytes = (text: string): ArrayBuffer =>
  new Uint8Array(Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1')).buffer;

test('the text of a plain mail is read in its charset', () => {
  const source = 'Subject: x\nContent-Type: text/plain; charset=iso-8859-1\n\nGr\xfc\xdfe\n\nand more\n';
  expect(mailText(bytes(source))).toBe('Grüße\n\nand more');
});

test('quoted-printable is undone, soft line breaks too', () => {
  const head = 'content-type: TEXT/PLAIN;\n charset="utf-8"\nContent-Transfer-Encoding: Quoted-Printable\n\n';
  expect(mailText(bytes(`${head}Gr=C3=BC=C3=9Fe aus =\nBerlin=21`))).toBe('Grüße aus Berlin!');
});

test('base64 in the inner part of a mail with an attachment is found', () => {
  const text = Buffer.from('Ça va ?').toString('base64');
  const source = `Content-Type: multipart/mixed; boundary=out

--out
Content-Type: multipart/alternative; boundary="in"

--in
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${text}
--in
Content-Type: text/html

<p>no</p>
--in--
--out
Content-Type: text/plain; name=second.txt

no
--out--
`;
  expect(mailText(bytes(source))).toBe('Ça va ?');
});

test('a mail without a text part has none, and an unknown charset is read as UTF-8', () => {
  expect(mailText(bytes('Content-Type: text/html\n\n<p>x</p>'))).toBeUndefined();
  expect(mailText(bytes('Content-Type: text/plain; charset=klingon\n\nhello'))).toBe('hello');
  expect(mailText(bytes('Subject: no type\n\nhello'))).toBe('hello');
});
