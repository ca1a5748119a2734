import type { NewDraft } from '../../schemas/new-draft.gen.ts';
import type { Caller } from '../http/route.ts';
import type { ReceivedMail } from '../mail/read-received.ts';
import { AppError, cleanFileName, invalid, newId } from '../sdk/index.ts';
import type { DraftRow } from '../store/tables/draft.table.ts';
import { answerSubject, answerTo, forwardSubject } from './answer-headers.ts';
import { countDrafts, insertDraft } from './draft.store.ts';
import { type DraftContent, type DraftFile, sealDraft } from './draft-content.ts';
import type { DraftDeps, DraftSender, MessagePlace } from './draft-deps.ts';
import { type DraftView, MOST_DRAFTS, viewOfDraft } from './drafts.ts';

const MOST_FILES = 100;

/**
 * A new draft. Of an answer addressees and subject are filled in, of a forwarded message its files. The sender is the
 * mailbox that the message is in, where the person may write from it, else the default account.
 */
export async function beginDraft(
  deps: DraftDeps,
  { kind = 'new', mailbox, message }: NewDraft,
  caller: Caller,
): Promise<DraftView> {
  if (kind !== 'new' && (mailbox === undefined || message === undefined)) {
    throw invalid([{ path: '/message', message: 'Say which message of which mailbox it is about.' }]);
  }
  if ((await countDrafts(deps.store.read, caller.id)) >= MOST_DRAFTS) {
    throw new AppError('STATE', `You have ${MOST_DRAFTS} drafts. Delete some that you do not need.`);
  }
  const senders = await deps.listSenders(caller);
  const sender = senders.find(({ id }) => id === mailbox) ?? senders[0];
  const place = kind === 'new' ? undefined : { mailboxId: mailbox ?? '', id: message ?? '' };
  const content: DraftContent = {
    ...{ from: sender?.id ?? null, to: [], cc: [], bcc: [], subject: '', html: '', attachments: [] },
    ...{ signature: true, quote: place !== undefined },
    ...(place && kind !== 'new' ? await filledIn(deps, { kind, place, senders, caller }) : {}),
  };
  const now = deps.clock.now();
  const id = newId(now);
  const row: DraftRow = {
    ...{ id, ownerId: caller.id, ownerName: caller.name, kind, state: 'open' },
    ...{ mailboxId: place?.mailboxId ?? null, answersId: place?.id ?? null, messageId: null },
    ...{ content: sealDraft(deps.secrets, id, content), round: 0, version: 1 },
    ...{ createdAt: now, changedAt: now, sentAt: null },
  };
  await deps.store.write((tx) => insertDraft(tx, row));
  return viewOfDraft(deps, row);
}

interface Filling {
  kind: 'reply' | 'reply_all' | 'forward';
  place: MessagePlace;
  senders: readonly DraftSender[];
  caller: Caller;
}

async function filledIn(deps: DraftDeps, { kind, place, senders, caller }: Filling): Promise<Partial<DraftContent>> {
  await deps.received.assertMayRead(place.mailboxId, caller);
  const raw = await deps.received.source(place);
  const mail = await readMail(deps, raw);
  if (kind === 'forward') {
    return { subject: forwardSubject(mail.subject), attachments: await copiedFiles(deps, raw, mail, caller) };
  }
  const own = senders.flatMap(({ from, allowedFrom }) => [from.address, ...allowedFrom]);
  return { subject: answerSubject(mail.subject), ...answerTo(mail, { own, all: kind === 'reply_all' }) };
}

/** STATE for a message that cannot be read. */
export async function readMail(deps: Pick<DraftDeps, 'received'>, raw: Buffer): Promise<ReceivedMail> {
  const found = await deps.received.reader.read(raw);
  if ('mail' in found) return found.mail;
  throw new AppError('STATE', `${found.problem} It can be downloaded and attached to a new e-mail.`);
}

/** The files of the message become uploads of the person's own, as if they had been saved and attached. */
async function copiedFiles(
  deps: DraftDeps,
  raw: Buffer,
  { attachments }: ReceivedMail,
  caller: Caller,
): Promise<DraftFile[]> {
  const files: DraftFile[] = [];
  for (const index of attachments.slice(0, MOST_FILES).keys()) {
    const found = await deps.received.reader.file(raw, index);
    if ('problem' in found || found.file === null || found.file.content.byteLength === 0) continue;
    const name = cleanFileName(found.file.filename || `file-${index + 1}`);
    const contentType = mediaType(found.file.contentType);
    const { id } = await deps.files.store({ name, contentType, createdBy: caller.id }, found.file.content);
    files.push({ file: id, name, contentType, size: found.file.content.byteLength });
  }
  return files;
}

/** What a stranger's message says of a file goes into a header of ours: only type/subtype (RFC 6838, section 4.2), and none that base64 is forbidden for (RFC 2046, section 5.2.1). */
function mediaType(given: string): string {
  const type = given.trim().toLowerCase();
  return /^(?!message\/|multipart\/)[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(type)
    ? type
    : 'application/octet-stream';
}
