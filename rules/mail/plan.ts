import {
  type ActionContext,
  type ActionInput,
  type AnsweredMail,
  AppError,
  attachOrLink,
  type ExtraHeader,
  type HeldMail,
  type JsonObject,
  type LeftOutRecipient,
  type Mailbox,
  type MailDraft,
  type PlannedMail,
  type SenderCandidate,
  sameAddress,
  valueAt,
} from '../../src/sdk/index.ts';
import { resolveAttachments } from './attachments.ts';
import { headerProblem } from './headers.ts';
import { htmlToText } from './html-to-text.ts';
import type { MailParams } from './mail-params.gen.ts';
import { withPerformer } from './performer.ts';
import { resolveEntry, resolveRecipients } from './recipients.ts';
import { type Chosen, chooseSender, type SenderAnswer } from './sender.ts';
import { fromOf, resolveSenders, sendersOf } from './sender-chain.ts';
import { withoutSuppressed } from './suppressed.ts';
import { withTemplate } from './template-texts.ts';

/** RFC 5321, 4.5.3.1.8: a server must take this many, and may refuse more. */
const MOST_RECIPIENTS = 100;

interface Plan {
  params: MailParams;
  context: ActionContext;
  facts: JsonObject;
  preview: boolean;
  at: number;
  zone: string;
  answered: AnsweredMail | undefined;
}

/**
 * One mail, or one for each To recipient. A missing value, a missing sender, or nobody left in To whose address is not on
 * the suppression list holds the mail; bad values are refused.
 */
export async function planMails(
  params: MailParams,
  input: ActionInput,
  context: ActionContext,
): Promise<(PlannedMail | HeldMail)[]> {
  const { facts, preview = false, at, zone = 'UTC', answered } = input;
  const plan = { params, context, facts, preview, at, zone, answered };
  return withPerformer({ params, context, facts }, await plannedMails(plan));
}

async function plannedMails(plan: Plan): Promise<(PlannedMail | HeldMail)[]> {
  const { params } = plan;
  const lists = await orHeld(plan, [], '', () => recipientLists(plan));
  if ('held' in lists) return [lists];
  const hasNobody = plan.preview && lists.to.length === 0;
  if (!params.perRecipient || hasNobody) return [await planFilled(plan, lists, '')];
  return Promise.all(
    lists.to.map((recipient) => {
      const facts: JsonObject = Object.assign(Object.create(Object.getPrototypeOf(plan.facts)), plan.facts, {
        recipient: { ...recipient },
      });
      return planFilled({ ...plan, facts }, { ...lists, to: [recipient] }, recipient.address.toLowerCase());
    }),
  );
}

interface Lists {
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  replyTo: Mailbox[];
  from: Mailbox | undefined;
  leftOut?: LeftOutRecipient[];
}

/** Each e-mail has the text of its own recipient's language. */
async function planFilled(plan: Plan, lists: Lists, recipientKey: string): Promise<PlannedMail | HeldMail> {
  const filled = await orHeld(plan, lists.to, recipientKey, () => withTemplate(plan.params, plan.context, plan.facts));
  if ('held' in filled) return filled;
  const { params, context, used } = filled;
  const mail = await planFor({ ...plan, params, context }, lists, recipientKey);
  return used === undefined ? mail : { ...mail, template: used };
}

/** Without those on the suppression list, and of mass mail those who unsubscribed. A mail whose To is empty then is not sent to the others either. */
async function planFor(plan: Plan, lists: Lists, recipientKey: string): Promise<PlannedMail | HeldMail> {
  const { kept, leftOut } = await withoutSuppressed(plan.context, lists, plan.params.unsubscribe);
  if (leftOut.length === 0) return planOne(plan, lists, recipientKey);
  if (kept.to.length > 0) return planOne(plan, { ...kept, leftOut }, recipientKey);
  const detail = leftOut.map(({ reason }) => reason).join(' ');
  const held = { reason: 'suppressed' as const, detail };
  return { held, sender: null, subject: subjectOrTemplate(plan), to: lists.to, recipientKey };
}

async function recipientLists({ params, context, facts }: Plan): Promise<Lists> {
  const { templates, findNamed } = context;
  const input = { templates, facts, findNamed };
  const from = fromOf(params);
  const lists = {
    to: await resolveRecipients(input, params.to, 'To'),
    cc: await resolveRecipients(input, params.cc, 'Cc'),
    bcc: await resolveRecipients(input, params.bcc, 'Bcc'),
    replyTo: await resolveRecipients(input, params.replyTo, 'Reply-To'),
    from: from === undefined ? undefined : (await resolveEntry(input, from, 'From'))[0],
  };
  const perMail = (params.perRecipient ? 1 : lists.to.length) + lists.cc.length + lists.bcc.length;
  if (perMail > MOST_RECIPIENTS) {
    throw new AppError(
      'ADDRESS',
      `One mail has at most ${MOST_RECIPIENTS} recipients, this one ${perMail}; send one mail per recipient.`,
    );
  }
  return lists;
}

async function planOne(plan: Plan, lists: Lists, recipientKey: string): Promise<PlannedMail | HeldMail> {
  const answer = await chooseFor(plan, lists);
  if ('held' in answer) {
    const { sender, held, whenActive, right } = answer;
    if (whenActive) {
      const complete = () => render(plan, lists, whenActive, recipientKey);
      const mail = await orHeld(plan, lists.to, recipientKey, complete, whenActive);
      if ('held' in mail) return mail;
      return { ...mail, ...(right ? { waitsForRight: held } : { waitsForConnector: held }) };
    }
    const without: HeldMail = {
      held: { reason: right ? 'right' : 'connector', detail: held, ...(answer.fromRefused && { fromRefused: true }) },
      sender,
      subject: subjectOrTemplate(plan),
      to: lists.to,
      recipientKey,
    };
    return plan.preview ? orHeld(plan, lists.to, recipientKey, () => shownWithout(plan, lists, without)) : without;
  }
  return orHeld(plan, lists.to, recipientKey, () => render(plan, lists, answer, recipientKey), answer);
}

/** A mail without a sender has a content all the same, for somebody who writes it. */
async function shownWithout(plan: Plan, lists: Lists, held: HeldMail): Promise<HeldMail> {
  const { replyTo, cc, bcc } = lists;
  return { ...held, shown: { replyTo, cc, bcc, ...(await renderContent(plan, 0)) } };
}

/** Characters. Servers refuse or cut header fields of many kilobytes, and nobody reads them. */
const LONGEST_SUBJECT = 1000;

function tooLong(subject: string): string {
  return `The subject has ${subject.length} characters with its values; ${LONGEST_SUBJECT} at most. Move the long value into the text.`;
}

async function render(plan: Plan, lists: Lists, chosen: Chosen, recipientKey: string): Promise<PlannedMail> {
  const { params, context, facts } = plan;
  const content = await renderContent(plan, chosen.maxSize);
  const subject = context.templates.render(params.subject ?? '', 'header', facts);
  if (subject.length > LONGEST_SUBJECT) throw new AppError('TEMPLATE', tooLong(subject));
  if (subject === '' && !plan.preview) {
    throw new AppError('MISSING_VALUE', 'The subject is empty.', { details: { names: ['subject'] } });
  }
  return {
    draft: {
      from: chosen.from,
      replyTo: chosen.replyTo,
      to: lists.to,
      // The link by which one unsubscribes is one person's: nobody is added.
      cc: params.unsubscribe ? lists.cc : withPartner(lists.cc, chosen.partnerMail?.cc),
      bcc: params.unsubscribe ? lists.bcc : withPartner(lists.bcc, chosen.partnerMail?.bcc),
      subject,
      ...content,
      ...threadOf(plan.answered, lists.to),
    },
    sender: chosen.sender,
    sentCopy: chosen.sentCopy,
    confidential: params.confidential ?? false,
    fallback: !params.confidential && (params.fallback ?? true),
    recipientKey,
    automatic: plan.answered === undefined ? true : 'replied',
    maxSize: chosen.maxSize,
    ...(lists.leftOut && { leftOut: lists.leftOut }),
    ...(params.unsubscribe && { unsubscribe: true as const }),
  };
}

/** What the connector gives a partner's e-mails is added once. */
function withPartner(list: readonly Mailbox[], added: Mailbox | undefined): Mailbox[] {
  const isThere = added === undefined || list.some(({ address }) => sameAddress(address, added.address));
  return isThere ? [...list] : [...list, added];
}

/** An answer to who wrote belongs to the conversation; what goes to others begins one of its own. */
function threadOf(
  answered: AnsweredMail | undefined,
  to: readonly Mailbox[],
): Pick<MailDraft, 'inReplyTo' | 'references'> {
  if (answered?.messageId === undefined) return {};
  if (!to.some(({ address }) => sameAddress(address, answered.from))) return {};
  return { inReplyTo: answered.messageId, references: answered.references };
}

type Content = Pick<MailDraft, 'html' | 'text' | 'attachments' | 'links' | 'importance' | 'headers'>;

async function renderContent(plan: Plan, maxSize: number): Promise<Content> {
  const { params, context, facts } = plan;
  const { templates } = context;
  const html = params.html === undefined ? undefined : templates.render(params.html, 'html', facts);
  const text = params.text === undefined ? htmlToText(html ?? '') : templates.render(params.text, 'text', facts);
  const files = await resolveAttachments({ context, facts, at: plan.at, zone: plan.zone }, params.attachments);
  const bodyBytes = (html?.length ?? 0) + text.length;
  const { attachments, links } = attachOrLink(files, { bodyBytes, maxSize, canLink: context.canLink });
  return {
    ...(html === undefined ? {} : { html }),
    text,
    attachments,
    ...(links.length > 0 && { links }),
    importance: params.importance ?? 'normal',
    headers: (params.headers ?? []).map((header) => extraHeader(plan, header)),
  };
}

function extraHeader({ context, facts }: Plan, { name, value }: { name: string; value: string }): ExtraHeader {
  const problem = headerProblem(name);
  if (problem !== undefined) throw new AppError('VALIDATION', problem);
  return { name, value: context.templates.render(value, 'header', facts) };
}

async function chooseFor({ params, context, facts }: Plan, { from, replyTo }: Lists): Promise<SenderAnswer> {
  const runtimeConnector = runtimeConnectorOf(params, facts);
  const { globalSmtp, defaultMailbox } = context.senders;
  const ids = [params.connector, runtimeConnector, globalSmtp.connectorId, defaultMailbox.connectorId];
  const connectors = new Map<string, SenderCandidate>();
  for (const id of new Set(ids)) {
    const connector = id ? await context.findConnector(id) : undefined;
    if (connector !== undefined && id) connectors.set(id, connector);
  }
  const chain = await resolveSenders(sendersOf(params), facts, context);
  return chooseSender({
    settings: context.senders,
    connectors,
    chain,
    replyTo,
    // Confidential mail never leaves through another mailbox, whatever the rule says.
    fallback: params.confidential ? false : (params.fallback ?? true),
    ...(params.connector === undefined ? {} : { ruleConnector: params.connector }),
    ...(runtimeConnector === undefined ? {} : { runtimeConnector }),
    ...(from === undefined ? {} : { from }),
    ...(params.saveToSent === undefined ? {} : { saveToSent: params.saveToSent }),
  });
}

function runtimeConnectorOf({ runtimeSender }: MailParams, facts: JsonObject): string | undefined {
  if (runtimeSender === undefined) return undefined;
  const value = valueAt(facts, runtimeSender.field);
  if (typeof value !== 'string' || value === '') return undefined;
  const { connectors } = runtimeSender;
  if (connectors === undefined) return value;
  return Object.hasOwn(connectors, value) ? connectors[value] : undefined;
}

/** A missing value, or a value that a template cannot show, holds the mail; it is stored and visible, not lost. */
async function orHeld<T>(
  plan: Plan,
  to: Mailbox[],
  recipientKey: string,
  run: () => Promise<T>,
  chosen?: Chosen,
): Promise<T | HeldMail> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'MISSING_VALUE' && error.code !== 'TEMPLATE')) throw error;
    const held = { reason: 'missing_value' as const, detail: error.message };
    return { held, sender: chosen?.sender ?? null, subject: subjectOrTemplate(plan), to, recipientKey };
  }
}

/** A held mail must be recognisable in the list even when its subject cannot be filled in. */
function subjectOrTemplate({ params, context, facts }: Plan): string {
  try {
    return context.templates.render(params.subject ?? '', 'header', facts).slice(0, LONGEST_SUBJECT);
  } catch (error) {
    if (error instanceof AppError) return params.subject ?? '';
    throw error;
  }
}
