import { hasWords } from '../mail/clean-written.ts';
import { addressKey, type FieldProblem, invalid, type Mailbox, parseAddress, suppressedText } from '../sdk/index.ts';
import type { DraftRow } from '../store/tables/draft.table.ts';
import type { DraftContent } from './draft-content.ts';
import type { DraftDeps, DraftSender } from './draft-deps.ts';

/** A draft that can be sent: its addresses in the normal form, its sender able to send. */
export interface CheckedDraft {
  sender: DraftSender;
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
}

const LISTS = ['to', 'cc', 'bcc'] as const;

/** Everything that is missing or wrong at once, each at its field. Throws VALIDATION. */
export async function checkDraft(
  deps: Pick<DraftDeps, 'findSuppressed'>,
  { kind }: Pick<DraftRow, 'kind'>,
  content: DraftContent,
  senders: readonly DraftSender[],
): Promise<CheckedDraft> {
  const problems: FieldProblem[] = [];
  const sender = senders.find(({ id }) => id === content.from);
  const unable = senderProblem(content, sender);
  if (unable !== undefined) problems.push({ path: '/from', message: unable });
  const lists = { to: readList(content, 'to'), cc: readList(content, 'cc'), bcc: readList(content, 'bcc') };
  problems.push(...LISTS.flatMap((list) => lists[list].problems));
  const all = LISTS.flatMap((list) => lists[list].mailboxes);
  if (LISTS.every((list) => content[list].length === 0)) {
    problems.push({ path: '/to', message: 'The e-mail has no addressee. Give at least one address.' });
  }
  const suppressed = await deps.findSuppressed(all.map(({ address }) => address));
  for (const list of LISTS) {
    lists[list].mailboxes.forEach(({ address }, at) => {
      const hit = suppressed.get(addressKey(address));
      if (hit) problems.push({ path: `/${list}/${at}`, message: `${withPeriod(suppressedText(hit))} Take it out.` });
    });
  }
  if (content.subject.trim() === '') problems.push({ path: '/subject', message: 'The subject cannot be empty.' });
  if (/\p{Cc}/u.test(content.subject)) problems.push({ path: '/subject', message: 'The subject is one line.' });
  // A message that is only passed on needs no words of one's own.
  const speaksForItself = kind === 'forward' && content.quote;
  if (!speaksForItself && !hasWords(content.html)) {
    problems.push({ path: '/html', message: 'The e-mail says nothing. Write a text.' });
  }
  if (problems.length > 0 || sender === undefined) throw invalid(problems);
  return { sender, to: lists.to.mailboxes, cc: lists.cc.mailboxes, bcc: lists.bcc.mailboxes };
}

function senderProblem({ from }: DraftContent, sender: DraftSender | undefined): string | undefined {
  if (from === null) return 'Choose from which mailbox the e-mail is sent.';
  if (sender === undefined) return 'You cannot send from this mailbox any more. Choose another one.';
  const { displayName, state, stateReason, canSend } = sender;
  if (!canSend) return `"${displayName}" has no outgoing mail server. Choose another mailbox.`;
  if (state === 'active') return undefined;
  return `"${displayName}" is ${state}: ${withPeriod(stateReason)} Test the connection, or choose another mailbox.`;
}

function readList(content: DraftContent, list: (typeof LISTS)[number]) {
  const problems: FieldProblem[] = [];
  const mailboxes = content[list].flatMap(({ name = '', address }, at): Mailbox[] => {
    const parsed = parseAddress(address);
    if ('problem' in parsed) {
      problems.push({ path: `/${list}/${at}`, message: parsed.problem });
      return [];
    }
    const shown = name.replace(/\p{Cc}+/gu, ' ').trim();
    return [shown === '' ? { address: parsed.address } : { name: shown, address: parsed.address }];
  });
  return { mailboxes, problems };
}

function withPeriod(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
