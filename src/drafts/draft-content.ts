import type { Mailbox } from '../sdk/index.ts';
import { type SecretBox, sealBytesAgain, sealingKeyId } from '../secrets/secret-box.ts';
import { type SealedColumn, sealedTexts } from '../store/sealed-column.ts';

/** What a draft says, as it is sealed. Addresses are as they were typed. */
export interface DraftContent {
  /** the mailbox that it is written from; null: none is chosen */
  from: string | null;
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  subject: string;
  /** sanitised; without signature and quoted message */
  html: string;
  signature: boolean;
  quote: boolean;
  attachments: DraftFile[];
}

export interface DraftFile {
  /** of an upload */
  file: string;
  name: string;
  contentType: string;
  /** bytes */
  size: number;
}

type Box = Pick<SecretBox, 'sealBytes' | 'openBytes'>;

export function sealDraft(box: Box, id: string, content: DraftContent): string {
  return box.sealBytes(Buffer.from(JSON.stringify(content)), placeOf(id)).toString('base64');
}

export function openDraft(box: Box, { id, content }: { id: string; content: string }): DraftContent {
  const bytes = box.openBytes(Buffer.from(content, 'base64'), placeOf(id));
  return JSON.parse(bytes.toString()) as DraftContent;
}

/** For changing the secret key. */
export function sealedDrafts(box: Box): SealedColumn {
  const bytesOf = (sealed: string) => Buffer.from(sealed, 'base64');
  return sealedTexts({
    table: 'draft',
    id: 'id',
    column: 'content',
    what: 'drafts of e-mails',
    keysOf: (sealed) => [sealingKeyId(bytesOf(sealed))],
    again: (sealed, id) => sealBytesAgain(box, bytesOf(sealed), placeOf(id)).toString('base64'),
  });
}

function placeOf(id: string): string {
  return `draft:${id}`;
}
