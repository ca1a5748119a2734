import { AppError, type JsonObject, type MailAttachment, newId, parseAddress } from '../sdk/index.ts';
import type { RunItemRow } from '../store/tables/run.table.ts';
import { type Author, changeRun } from './change-run.ts';
import { withFact } from './facts.ts';
import { mayReceive } from './fence.ts';
import { findDocument, getItem, updateItem } from './item.store.ts';
import { problemOfHeld } from './mail-problem.ts';
import { getRun } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';
import type { Choices } from './run-options.ts';

/** Stands for a document that must not leave; a rule may ask whether it is a PDF. */
const STAND_IN = Buffer.from('%PDF-1.4\n%%EOF\n');

/** One row's e-mail to somebody who tries the run. A confidential document is not in it, only a note that says so. */
export async function testRow(
  deps: RunDeps,
  runId: string,
  itemId: string,
  to: string,
): Promise<{ id: string; state: string }> {
  const parsed = parseAddress(to);
  if ('problem' in parsed) throw new AppError('ADDRESS', parsed.problem);
  const run = await getRun(deps.store.read, runId);
  const choices = run.options as Choices;
  const item = await getItem(deps.store.read, runId, itemId);
  const rule = await deps.rules.openRule(run.ruleId, { confidential: choices.confidential });
  const document = item.documentId && (await findDocument(deps.store.read, runId, item.documentId));
  const facts = item.facts as JsonObject;
  const file: MailAttachment = {
    filename: 'document.pdf',
    contentType: 'application/pdf',
    size: STAND_IN.length,
    source: { bytes: STAND_IN },
  };
  const given = document ? withFact(facts, choices.documentField, document.id) : facts;
  const { mails } = await rule.plan(given, document ? { id: document.id, file } : undefined);
  const [mail] = mails;
  if (mail === undefined) throw new AppError('STATE', 'The rule makes no e-mail of this row.');
  if ('held' in mail) throw new AppError('STATE', problemOfHeld(mail).message);
  const { draft } = mail;
  const attachments = draft.attachments.filter(({ source }) => !('bytes' in source) || source.bytes !== STAND_IN);
  if (document) attachments.push(note(document.name, document.size));
  const redirected = { ...draft, to: [parsed], cc: [], bcc: [], subject: `[Test] ${draft.subject}`, attachments };
  const cause = { kind: 'test' as const, key: `test:${newId()}`, ruleId: rule.id, ruleVersion: rule.version };
  const prepared = await deps.outbox.prepare({ ...mail, draft: redirected }, cause);
  const [entry] = await deps.store.grouped((tx) => deps.outbox.insert(tx, [prepared]));
  deps.outbox.wake();
  return { id: entry?.id ?? '', state: entry?.state ?? '' };
}

function note(name: string, size: number): MailAttachment {
  const text = `In place of this note stands "${name}" (${size} bytes). A test does not send the document of a person.\r\n`;
  const bytes = Buffer.from(text);
  return { filename: 'left-out.txt', contentType: 'text/plain', size: bytes.length, source: { bytes } };
}

/** A row's e-mail that was sent, to another address: asked for here, done when a second person confirms it. */
export async function askRedirect(
  deps: RunDeps,
  ask: { runId: string; itemId: string; to: string; reason: string },
  author: Author,
): Promise<void> {
  const parsed = parseAddress(ask.to);
  if ('problem' in parsed) throw new AppError('ADDRESS', parsed.problem);
  await changeItem(deps, ask, author, (item) => {
    if (item.messageId === null)
      throw new AppError('STATE', 'This row has no e-mail that could go to another address.');
    const { reason } = ask;
    return { redirect: { to: parsed.address, reason, by: author.name, byId: author.id, at: deps.clock.now() } };
  });
}

/** `to` is what the second person saw. */
export async function confirmRedirect(
  deps: RunDeps,
  ask: { runId: string; itemId: string; to: string },
  author: Author,
): Promise<{ id: string }> {
  const item = await getItem(deps.store.read, ask.runId, ask.itemId);
  const run = await getRun(deps.store.read, ask.runId);
  const { redirect, messageId } = item;
  if (redirect === null || messageId === null || redirect.to !== ask.to) {
    throw new AppError('STATE', 'Nobody asked for this address, or it was changed since. Read the row again.');
  }
  const choices = run.options as Choices;
  const passesFence = mayReceive({ registered: item.address, permitted: choices.permitted }, redirect.to);
  if (redirect.byId === author.id && choices.confidential && !passesFence) {
    throw new AppError('FORBIDDEN', 'You asked for this address yourself: a second person has to confirm it.');
  }
  const key = `${item.id}:${redirect.at}`;
  const to = { address: redirect.to };
  const sent = await deps.outbox.runs.resend({ id: messageId, to, key, by: redirect.by, confirmedBy: author.name });
  await changeItem(deps, ask, author, () => ({ redirect: null }));
  deps.outbox.wake();
  return sent;
}

async function changeItem(
  deps: RunDeps,
  of: { runId: string; itemId: string },
  author: Author,
  change: (item: RunItemRow) => Partial<RunItemRow>,
): Promise<void> {
  const from = ['sending', 'paused', 'stopped', 'finished', 'cancelled'] as const;
  const otherwise = 'Only what was sent can go to another address.';
  await changeRun(deps, { id: of.runId, author, from, otherwise }, async (_run, tx) => {
    const item = await getItem(tx, of.runId, of.itemId);
    await updateItem(tx, item.id, { ...change(item), version: item.version + 1, updatedAt: deps.clock.now() });
    return {};
  });
}
