import {
  AppError,
  type JsonObject,
  type MailAttachment,
  newId,
  type PlannedMail,
  parseAddress,
} from '../../sdk/index.ts';
import { purgedError } from '../../store/purged.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import { withFact } from '../plan/facts.ts';
import { problemOfHeld } from '../plan/mail-problem.ts';
import { getRun } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import type { Choices } from '../run-options.ts';
import { findDocument, getItem } from './item.store.ts';

/** Stands for a document that must not leave; a rule may ask whether it is a PDF. */
const STAND_IN = Buffer.from('%PDF-1.4\n%%EOF\n');

/** One row's e-mail to somebody who tries the run. A confidential document is not in it, only a note that says so. */
export async function testRow(
  deps: RunDeps,
  runId: string,
  itemId: string,
  to: string,
  by: string,
): Promise<{ id: string; state: string }> {
  const parsed = parseAddress(to);
  if ('problem' in parsed) throw new AppError('ADDRESS', parsed.problem);
  const run = await getRun(deps.store.read, runId);
  assertKept(run);
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
  const { mails } = await rule.plan(given, document ? { id: document.id, file } : undefined, run);
  const [mail] = mails;
  if (mail === undefined) throw new AppError('STATE', 'The rule makes no e-mail of this row.');
  if ('held' in mail) throw new AppError('STATE', problemOfHeld(mail).message);
  await assertMayTest(deps, mail, by);
  const { draft } = mail;
  const isOther = ({ source }: MailAttachment) => !('bytes' in source) || source.bytes !== STAND_IN;
  const attachments = draft.attachments.filter(isOther);
  if (document) attachments.push(note(document.name, document.size));
  const redirected = {
    ...draft,
    to: [parsed],
    cc: [],
    bcc: [],
    subject: `[Test] ${draft.subject}`,
    attachments,
    ...(draft.links && { links: draft.links.filter(isOther) }),
  };
  const cause = {
    kind: 'test' as const,
    key: `test:${newId()}`,
    ruleId: rule.id,
    ruleVersion: rule.version,
    rightOf: by,
  };
  const { waitsForRight: _ofAuthor, ...rest } = mail;
  const prepared = await deps.outbox.prepare({ ...rest, draft: redirected }, cause);
  const [entry] = await deps.store.grouped((tx) => deps.outbox.insert(tx, [prepared]));
  deps.outbox.wake();
  return { id: entry?.id ?? '', state: entry?.state ?? '' };
}

/** A test goes out in the name of who tries the run. */
async function assertMayTest({ connectors, store }: RunDeps, { sender }: PlannedMail, by: string): Promise<void> {
  if (sender.reason !== 'rule' && sender.reason !== 'runtime') return;
  const why = (await connectors.refusedUsers(store.read, sender.connectorId, [by])).get(by);
  if (why !== undefined) throw new AppError('FORBIDDEN', why);
}

/** Without its values a row makes another e-mail. */
function assertKept({ purgedAt }: RunRow): void {
  if (purgedAt !== null) throw purgedError('The data of this run', purgedAt);
}

function note(name: string, size: number): MailAttachment {
  const text = `In place of this note stands "${name}" (${size} bytes). A test does not send the document of a person.\r\n`;
  const bytes = Buffer.from(text);
  return { filename: 'left-out.txt', contentType: 'text/plain', size: bytes.length, source: { bytes } };
}
