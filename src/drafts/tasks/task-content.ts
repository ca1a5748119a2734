import type { MailAttachment, MailCause, PlannedMail } from '../../sdk/index.ts';
import { type SecretBox, sealBytesAgain, sealingKeyId } from '../../secrets/secret-box.ts';
import { type SealedColumn, sealedTexts } from '../../store/sealed-column.ts';

/** The e-mail as the rule made it, and where it comes from. */
export interface TaskContent {
  mail: PlannedMail;
  cause: MailCause;
}

type Box = Pick<SecretBox, 'sealBytes' | 'openBytes'>;

export function sealTask(box: Box, id: string, { mail, cause }: TaskContent): string {
  const { draft } = mail;
  const packed = {
    ...mail,
    draft: {
      ...draft,
      attachments: draft.attachments.map(packed64),
      ...(draft.links && { links: draft.links.map(packed64) }),
    },
  };
  return box.sealBytes(Buffer.from(JSON.stringify({ mail: packed, cause })), placeOf(id)).toString('base64');
}

export function openTask(box: Box, { id, content }: { id: string; content: string }): TaskContent {
  const bytes = box.openBytes(Buffer.from(content, 'base64'), placeOf(id));
  const { mail, cause } = JSON.parse(bytes.toString()) as TaskContent;
  const { draft } = mail;
  const attachments = draft.attachments.map(unpacked);
  const links = draft.links?.map(unpacked);
  return { mail: { ...mail, draft: { ...draft, attachments, ...(links && { links }) } }, cause };
}

/** JSON has no bytes. */
function packed64(file: MailAttachment): object {
  const { source } = file;
  return 'bytes' in source ? { ...file, source: { base64: Buffer.from(source.bytes).toString('base64') } } : file;
}

function unpacked(file: MailAttachment): MailAttachment {
  const source = file.source as MailAttachment['source'] | { base64: string };
  return 'base64' in source ? { ...file, source: { bytes: Buffer.from(source.base64, 'base64') } } : file;
}

/** For changing the secret key. */
export function sealedTasks(box: Box): SealedColumn {
  const bytesOf = (sealed: string) => Buffer.from(sealed, 'base64');
  return sealedTexts({
    table: 'mail_task',
    id: 'id',
    column: 'content',
    what: 'e-mails that people are to send',
    keysOf: (sealed) => [sealingKeyId(bytesOf(sealed))],
    again: (sealed, id) => sealBytesAgain(box, bytesOf(sealed), placeOf(id)).toString('base64'),
  });
}

function placeOf(id: string): string {
  return `mail-task:${id}`;
}
