import { AppError } from '../sdk/index.ts';
import { type StoredContent, sealedId } from './content.ts';
import type { MailLinkRow } from './tables/mail-link.table.ts';

/** The file of a link. PURGED where it is not stored any more, SECRET_KEY where it is that of another link. */
export function readLinked(
  content: Pick<StoredContent, 'read'>,
  { id, name, contentId }: Pick<MailLinkRow, 'id' | 'name' | 'contentId'>,
): AsyncGenerator<Buffer, void, undefined> {
  if (contentId === null) throw new AppError('PURGED', `The file "${name}" is not stored any more.`);
  if (contentId !== sealedId(id)) {
    throw new AppError('SECRET_KEY', 'Stored content cannot be read. It is that of another link.');
  }
  return content.read(contentId);
}
