import { createHash } from 'node:crypto';
import { type ParsedMail, simpleParser } from 'mailparser';
import { ConnectorTable } from '../../src/store/tables/connector.table.ts';
import { MailLinkTable } from '../../src/store/tables/mail-link.table.ts';
import type { HttpApp } from './http-app.ts';

/** Where the mails of these tests say that the server is; the tests ask it at its real address. */
export const PUBLIC_URL = 'https://mail.example.test/hr';

/** The tokens of a mail, from both of its parts; they must say the same. */
export function tokensOf({ html, text }: ParsedMail): string[] {
  const found = (part: string) =>
    [...part.matchAll(/https?:[^"\s]*\/api\/links\/([0-9a-f]{64})/g)].map(([, one]) => one);
  const [inHtml, inText] = [found(html || ''), found(text ?? '')];
  if (JSON.stringify(inHtml) !== JSON.stringify(inText)) throw new Error(`${inHtml} in HTML, ${inText} in text`);
  return inHtml.map((token) => token ?? '');
}

export const parsed = (raw: Buffer): Promise<ParsedMail> => simpleParser(raw);

export const sha256 = (of: string | Buffer): string => createHash('sha256').update(of).digest('hex');

/** As if Test connection had learned that the mail server takes so many bytes. */
export async function serverTakes({ store }: Pick<HttpApp, 'store'>, id: string, size: number): Promise<void> {
  await store.write(async (tx) => {
    const { learned } = await tx.getRepository(ConnectorTable).findOneByOrFail({ id });
    await tx.getRepository(ConnectorTable).update({ id }, { learned: { ...learned, size } });
  });
}

export async function changeLinks({ store }: Pick<HttpApp, 'store'>, messageId: string, values: object): Promise<void> {
  await store.write((tx) => tx.getRepository(MailLinkTable).update({ messageId }, values));
}
