import PostalMime, { type Attachment, type Email } from 'postal-mime';
import sanitizeHtml from 'sanitize-html';
import { cleanFileName } from '../sdk/index.ts';
import { cleanStyle } from './clean-style.ts';
import { isDeeperThan } from './tag-depth.ts';

/** What a message from outside looks like: nothing in it runs, and nothing is fetched from elsewhere to show it. */
export interface ReceivedView {
  /** sanitised; null: it has no HTML */
  html: string | null;
  text: string;
  /** true: it is longer than what is shown */
  cut: boolean;
  /** pictures from elsewhere that are left out: loading them would tell the sender that and when it was read */
  leftOutPictures: number;
  attachments: { filename: string; contentType: string; size: number; inline: boolean }[];
}

export interface ReceivedFile {
  filename: string;
  contentType: string;
  content: Uint8Array;
}

/** Characters of HTML and of text. */
const MOST_SHOWN = 1_000_000;
/** Cleaning takes the square of the depth. Nobody lays a message out with so many tags in each other. */
const DEEPEST = 2_000;
/** Characters of all pictures in the HTML together, as data URLs. */
const MOST_PICTURES = 8_000_000;
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const LAYOUT = ['align', 'valign', 'width', 'height', 'bgcolor', 'border', 'cellpadding', 'cellspacing', 'dir', 'lang'];

const TAGS = [
  ...['a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center'],
  ...['cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font'],
  ...['footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'main', 'mark'],
  ...['nav', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span', 'strike', 'strong', 'sub', 'sup'],
  ...['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var', 'wbr'],
];

/** For the thread of src/mail/received-worker.ts. Throws what cannot be read. */
export async function viewReceived(raw: Buffer): Promise<ReceivedView> {
  const mail = await parse(raw);
  const given = mail.html ?? '';
  const html = given.slice(0, MOST_SHOWN);
  const isTooDeep = isDeeperThan(html, DEEPEST);
  const shown = html === '' || isTooDeep ? undefined : cleanHtml(html, mail.attachments);
  const text = plainText(mail);
  return {
    html: shown?.html ?? null,
    text: text.slice(0, MOST_SHOWN),
    cut: given.length > MOST_SHOWN || text.length > MOST_SHOWN || isTooDeep,
    leftOutPictures: shown?.leftOut ?? 0,
    attachments: mail.attachments.map((file) => {
      const { filename, contentType, content } = fileOf(file);
      return { filename, contentType, size: content.byteLength, inline: file.disposition === 'inline' };
    }),
  };
}

/** What it says, in text; also where it has HTML only. */
export function plainText(mail: Pick<Email, 'text' | 'html'>): string {
  const html = (mail.html ?? '').slice(0, MOST_SHOWN);
  const text = mail.text ?? (isDeeperThan(html, DEEPEST) ? html.replace(/<[^>]*>/g, ' ') : textOf(html));
  return text.replaceAll('\0', '');
}

/** The attachment at this place of `attachments`, from 0; null: there is none. */
export async function receivedFile(raw: Buffer, index: number): Promise<ReceivedFile | null> {
  const file = (await parse(raw)).attachments[index];
  return file === undefined ? null : fileOf(file);
}

function parse(raw: Buffer) {
  return PostalMime.parse(raw, {
    ...{ maxNestingDepth: 50, maxHeadersSize: 1024 * 1024, forceRfc822Attachments: true },
    attachmentEncoding: 'arraybuffer',
  });
}

function fileOf({ filename, mimeType, content }: Attachment): ReceivedFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return { filename: filename ? cleanFileName(filename) : '', contentType: mimeType.slice(0, 255), content: bytes };
}

function cleanHtml(html: string, attachments: readonly Attachment[]): { html: string; leftOut: number } {
  const inline = new Map(attachments.map((one) => [(one.contentId ?? '').replace(/^<|>$/g, ''), one]));
  let [leftOut, room] = [0, MOST_PICTURES];
  /** Pictures that came with the message; every other address is left out. */
  const source = (given: string): string | undefined => {
    const url = given.trim();
    const data = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/i.test(url) ? url : dataUrl(inline, url);
    if (data === undefined || data.length > room) return undefined;
    room -= data.length;
    return data;
  };
  const clean = sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': ['style', 'title', ...LAYOUT],
      a: ['href'],
      font: ['color', 'face', 'size'],
      img: ['src', 'alt'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
      ol: ['start', 'type'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nestingLimit: 100,
    transformTags: {
      '*': (tagName, attribs) => {
        if (attribs['style'] === undefined) return { tagName, attribs };
        const { style, leftOut: without } = cleanStyle(attribs['style']);
        leftOut += without;
        return { tagName, attribs: { ...attribs, style } };
      },
      img: (tagName, { src = '', ...attribs }) => {
        const data = source(src);
        if (data !== undefined) return { tagName, attribs: { ...attribs, src: data } };
        leftOut += 1;
        return { tagName, attribs };
      },
    },
  });
  return { html: clean, leftOut };
}

function dataUrl(inline: ReadonlyMap<string, Attachment>, url: string): string | undefined {
  const found = /^cid:/i.test(url) ? inline.get(decodedId(url.slice(4))) : undefined;
  if (found === undefined || !PICTURES.includes(found.mimeType.toLowerCase())) return undefined;
  return `data:${found.mimeType.toLowerCase()};base64,${Buffer.from(fileOf(found).content).toString('base64')}`;
}

function decodedId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded, then.
    return text;
  }
}

function textOf(html: string): string {
  const lines = html.replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n$&');
  const text = sanitizeHtml(lines, { allowedTags: [], allowedAttributes: {}, nestingLimit: 100 });
  const plain = text.replace(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => ENTITIES[name] ?? '');
  return plain
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
