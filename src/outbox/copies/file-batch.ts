import type { ImapSession } from '../../mail/imap-session.ts';
import { appendSent, type FiledCopy, findInFolder, type SentLookup } from '../../mail/sent-items.ts';
import { type MailAccount, toAppError } from '../../sdk/index.ts';
import type { OutboxDeps } from '../deps.ts';
import { readableCopies } from './copy-content.ts';
import { type ClaimedCopy, type FiledRecord, recordCopies } from './copy-queue.ts';
import { readBack } from './read-back.ts';

/** When we do not know yet whether the provider files by itself: wait this long for its copy, in milliseconds. */
const DETECT_WAITS_MS = [0, 1000, 1000, 2000, 2000];

interface Batch {
  session: ImapSession;
  account: MailAccount;
  folder: string;
  copies: ClaimedCopy[];
  token: string;
}

/** Files a batch: first what may be there already, then the rest in one command where the server can. */
export async function fileBatch(deps: OutboxDeps, batch: Batch): Promise<void> {
  const rest = await withoutExisting(deps, batch);
  if (rest.length === 0) return;
  const multi = batch.session.has('MULTIAPPEND');
  const groups = multi ? [rest] : rest.map((copy) => [copy]);
  const filed: FiledRecord[] = [];
  for (const group of groups) filed.push(...(await fileGroup(deps, batch, group)));
  await readBack(deps, batch.session, filed);
}

async function fileGroup(deps: OutboxDeps, batch: Batch, group: ClaimedCopy[]): Promise<FiledRecord[]> {
  const readable = await readableCopies(deps, batch.token, group);
  if (readable.length === 0) return [];
  try {
    const contents = readable.map(({ pieces }) => pieces);
    const filed = await appendSent(batch.session, batch.folder, contents);
    const records = readable.map(({ copy }, index) => filedRecord(copy, batch.folder, filed[index]));
    await recordCopies(deps, batch.token, records);
    return records;
  } catch (thrown) {
    const error = toAppError(thrown);
    // All or nothing was refused: one at a time finds out which one the server does not want.
    if (readable.length === 1 || error.details['answered'] !== true) throw error;
    const filed: FiledRecord[] = [];
    for (const { copy } of readable) filed.push(...(await fileGroup(deps, batch, [copy])));
    return filed;
  }
}

/** Records the copies that are in the folder already; answers the others. */
async function withoutExisting(deps: OutboxDeps, batch: Batch): Promise<ClaimedCopy[]> {
  const { account, copies } = batch;
  const undecided = account.learned.selfFiling === undefined && !account.selfFiling;
  const [first] = copies.filter((copy) => copy.policy === 'auto');
  const providerFiles = undecided && first ? await detectSelfFiling(deps, batch, first) : false;
  const rest: ClaimedCopy[] = [];
  const found: FiledRecord[] = [];
  for (const copy of copies) {
    const look = copy.maybeFiled || (providerFiles && copy.policy === 'auto');
    const there: SentLookup = look ? await findInFolder(batch.session, batch.folder, copy) : { found: false };
    if (there.found) found.push(foundRecord(copy, batch.folder, there, providerFiles));
    else rest.push(copy);
  }
  await recordCopies(deps, batch.token, found);
  return rest;
}

/** Does a copy appear without our doing? Asked once per connector, then remembered. */
async function detectSelfFiling(deps: OutboxDeps, batch: Batch, copy: ClaimedCopy): Promise<boolean> {
  for (const waitMs of copy.maybeFiled ? [] : DETECT_WAITS_MS) {
    if (waitMs > 0) await deps.clock.sleep(waitMs);
    const look = await findInFolder(batch.session, batch.folder, copy);
    if (look.found) {
      await deps.connectors.learn(batch.account.connectorId, { selfFiling: true });
      return true;
    }
  }
  // A copy that we may have filed ourselves proves nothing about the provider.
  if (!copy.maybeFiled) await deps.connectors.learn(batch.account.connectorId, { selfFiling: false });
  return false;
}

function filedRecord(copy: ClaimedCopy, folder: string, filed: FiledCopy | undefined): FiledRecord {
  return {
    id: copy.id,
    state: 'filed',
    detail: `Filed in ${folder}.`,
    folder,
    uidValidity: filed?.uidValidity,
    uid: filed?.uid,
  };
}

function foundRecord(
  copy: ClaimedCopy,
  folder: string,
  there: { uid: string; uidValidity: string },
  byProvider: boolean,
): FiledRecord {
  const provider = byProvider && !copy.maybeFiled;
  return {
    id: copy.id,
    state: provider ? 'filed_by_provider' : 'filed',
    detail: provider ? `The provider filed it in ${folder}.` : `Filed in ${folder} by an earlier attempt.`,
    folder,
    uidValidity: there.uidValidity,
    uid: there.uid,
    read: true,
  };
}
