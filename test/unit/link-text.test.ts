import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { composeMail } from '../../src/mail/compose.ts';
import { renewLinks, renewToken, withLinks } from '../../src/outbox/links/link-text.ts';
import { hashOfToken, type MadeLink } from '../../src/outbox/links/mail-links.ts';
import type { MailDraft } from '../../src/sdk/index.ts';
import { wholeOf } from '../../src/store/content.ts';

const OLD = { token: '0123456789abcdef'.repeat(4), lastDay: '2026-12-27' };
const NEW = { token: 'fedcba9876543210'.repeat(4), lastDay: '2027-01-31' };
const draft = (body: string): MailDraft => ({
  from: { address: 'a@b.test' },
  replyTo: [],
  to: [{ address: 'c@d.test' }],
  cc: [],
  bcc: [],
  subject: body,
  html: `<html><body><p>${body}</p></body></html>`,
  text: body,
  attachments: [],
  links: [{ filename: 'a', contentType: 'a/b', size: 1, source: { bytes: Buffer.from('x') } }],
  importance: 'normal',
  headers: [],
});
const link = { name: `until 2026-12-27 ${OLD.token.slice(1)}.pdf`, ...OLD, row: { size: 5_000_000 } } as MadeLink;
const identity = { id: 'x', messageId: '<x@b.test>', date: new Date(0), automatic: true };
const composed = async (body: string, publicUrl: string) => {
  const whole = withLinks(draft(body), publicUrl, [link]);
  return wholeOf(composeMail(whole, identity, () => [] as never) as AsyncIterable<Buffer>);
};

test.each([
  ['plain', 'Plain'],
  ['with umlauts', 'Größe für Ärzte'],
  ['hardly Latin', '給与明細 年末調整 '.repeat(30)],
  ['of one long line', `${'long '.repeat(300)}=20`],
])(
  'beyond 19 wherever the lines of a mail are broken, its token and its day are found and replaced: %s',
  async (_, body) => {
    for (let length = 0; length < 80; length += 1) {
      const url = `https://example.test/${'p'.repeat(length)}`;
      const before = await composed(body, url);
      const after = renewLinks(before, new Map([[hashOfToken(OLD.token), NEW]]));
      expect(after.length).toBe(before.length);
      const [old, fresh] = [await simpleParser(before), await simpleParser(after)];
      const renewed = (text: string) =>
        text.replace(`/${OLD.token}`, `/${NEW.token}`).replace(/(until )2026-12-27( \(UTC\))/, `$1${NEW.lastDay}$2`);
      expect(old.text).toContain(`${url}/api/links/${OLD.token}`);
      expect(fresh.text).toBe(renewed(old.text ?? ''));
      expect(fresh.html).toBe(renewed(old.html || ''));
      expect(fresh.html).toContain(NEW.lastDay);
    }
  },
);

test.each([
  ['<html lang="de-AT"><body><p>Hallo</p></body></html>', 'Herunterladen', 'bis 2026-12-27 (UTC)'],
  ["<!doctype html><html lang='fr'><body>Bonjour</body></html>", 'Télécharger', 'jusqu’au 2026-12-27 (UTC)'],
  ['<div lang=es><p>Hola</p></div>', 'Descargar', 'hasta el 2026-12-27 (UTC)'],
  ['<p>Hello</p>', 'Download', 'until 2026-12-27 (UTC)'],
  ['<html lang="tlh"><body>x</body></html>', 'Download', 'until 2026-12-27 (UTC)'],
  ['<p>Hello</p><p lang="de">Hallo</p>', 'Download', 'until 2026-12-27 (UTC)'],
])(
  'beyond 19 the paragraph of a link is in the language of its mail, and its token is found again: %s',
  async (html, word, until) => {
    const whole = withLinks({ ...draft('x'), html }, 'https://example.test', [link]);
    expect(whole.html).toContain(`>${word}</a> ${until}`);
    expect(whole.text).toContain(until);
    const before = await wholeOf(composeMail(whole, identity, () => [] as never) as AsyncIterable<Buffer>);
    const after = renewLinks(before, new Map([[hashOfToken(OLD.token), NEW]]));
    expect((await simpleParser(after)).html).toContain(until.replace('2026-12-27', NEW.lastDay));
  },
);

test('beyond 19 a mail whose link cannot be found is not sent again with the old one', async () => {
  const before = await composed('Plain', 'https://example.test');
  const other = new Map([[hashOfToken(NEW.token), NEW]]);
  expect(() => renewLinks(before, other)).toThrow('cannot be made anew');
  expect(renewLinks(before, new Map())).toBe(before);
});

test('the token by which somebody unsubscribes is renewed in header and text, wherever its line is broken; another one is refused', async () => {
  for (let padding = 0; padding < 80; padding += 1) {
    const url = `https://${'m'.repeat(padding)}.test/api/unsubscribe/${OLD.token}`;
    const given: MailDraft = {
      ...draft('Hello'),
      html: `<p><a href="${url}">Unsubscribe</a> ${NEW.token.slice(1)}</p>`,
      text: url,
      unsubscribe: { url, oneClick: true },
    };
    const whole = await wholeOf(composeMail(given, identity, () => [] as never) as AsyncIterable<Buffer>);
    const renewed = renewToken(whole, hashOfToken(OLD.token), NEW.token);
    expect(renewed.length).toBe(whole.length);
    const { html, text, headers } = await simpleParser(renewed);
    const now = url.replace(OLD.token, NEW.token);
    expect(html).toBe(`<p><a href="${now}">Unsubscribe</a> ${NEW.token.slice(1)}</p>`);
    expect(text?.trim()).toBe(now);
    expect(headers.get('list')).toMatchObject({ unsubscribe: { url: now } });
  }
  expect(() => renewToken(Buffer.from('Hello'), hashOfToken(OLD.token), NEW.token)).toThrow(/cannot be made anew/);
});
