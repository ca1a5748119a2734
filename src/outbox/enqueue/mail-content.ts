import type { Verdict } from '../../mail/delivery-verdict.ts';
import { AppError } from '../../sdk/index.ts';
import { isSealedId, sealedId } from '../../store/content.ts';
import { purgedError } from '../../store/purged.ts';
import type { Store } from '../../store/store.ts';

/** Under this name a mail's bytes are stored: it bears the mail's own id. */
export const mailContentId = sealedId;

/** Idempotency key of the e-mail that left through another connector instead of this one. */
export function movedKey(id: string): string {
  return `fallback:${id}`;
}

/** PURGED, or STATE where it never was complete. */
export function assertContent(mail: { contentId: string | null; purgedAt: number | null }): void {
  if (mail.purgedAt !== null) throw purgedError('The content of this e-mail', mail.purgedAt);
  if (mail.contentId === null) throw new AppError('STATE', 'This e-mail was never complete: it has no content.');
}

interface StoredMail {
  id: string;
  /** null: it was deleted, or there never was any */
  contentId: string | null;
}

/**
 * The bytes of a mail, whoever asks for them. SECRET_KEY when they were changed, moved, or are another mail's; NOT_FOUND
 * when there are none.
 */
export async function* readMail(
  store: Pick<Store, 'content'>,
  mail: StoredMail,
): AsyncGenerator<Buffer, void, undefined> {
  if (mail.contentId === null) throw new AppError('NOT_FOUND', 'The content of this e-mail is not stored any more.');
  if (isSealedId(mail.contentId) && mail.contentId !== mailContentId(mail.id)) {
    throw new AppError('SECRET_KEY', 'Stored content cannot be read. It is that of another e-mail.');
  }
  yield* store.content.read(mail.contentId);
}

/** The stored bytes cannot be sent. Of an own class, because the mail library writes into the codes of errors. */
class Unreadable extends Error {
  readonly verdict: 'failed' | 'retry';

  constructor(cause: AppError) {
    super(`Not sent: ${cause.message}`, { cause });
    // A missing key comes back with the configuration: that mail waits.
    this.verdict = cause.details['missingKey'] === undefined ? 'failed' : 'retry';
  }
}

/** The same for sending: `unreadableVerdict` knows the error where the bytes cannot be read. */
export async function* readToSend(
  store: Pick<Store, 'content'>,
  mail: StoredMail,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* readMail(store, mail);
  } catch (error) {
    throw isUnreadable(error) ? new Unreadable(error) : error;
  }
}

/** Whether the stored bytes are the trouble, and not the database. */
export function isUnreadable(error: unknown): error is AppError {
  return error instanceof AppError && ['SECRET_KEY', 'NOT_FOUND'].includes(error.code);
}

/** Without the final dot the server has not taken what was sent before. Undefined for every other error. */
export function unreadableVerdict(recipients: readonly string[], error: unknown): Verdict | undefined {
  if (!(error instanceof Unreadable)) return undefined;
  const { verdict: kind, message: detail } = error;
  return { kind, detail, recipients: recipients.map((address) => ({ address, verdict: kind })) };
}
