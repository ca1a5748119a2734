import {
  isOwnChoice,
  type Mailbox,
  type PartnerMail,
  type Sender,
  type SenderCandidate,
  type SenderReason,
  type SenderSettings,
  type SentCopyPolicy,
  sameAddress,
} from '../../src/sdk/index.ts';
import type { ChainLine } from './sender-chain.ts';

export interface SenderQuestion {
  settings: SenderSettings;
  /** every connector that the rule or the settings name, by id; one that is gone is absent */
  connectors: ReadonlyMap<string, SenderCandidate>;
  ruleConnector?: string;
  runtimeConnector?: string;
  /** the senders of a list, as they are for these facts */
  chain?: readonly ChainLine[];
  /** may the next line send when this one cannot? */
  fallback: boolean;
  /** what the rule wants in From */
  from?: Mailbox;
  replyTo: Mailbox[];
  saveToSent?: SentCopyPolicy;
}

export interface Chosen {
  sender: Sender;
  from: Mailbox;
  replyTo: Mailbox[];
  sentCopy: SentCopyPolicy;
  maxSize: number;
  passedOver: string[];
  partnerMail?: PartnerMail;
}

/** `whenActive`: the mail can be completed for this sender and waits until it can send again. */
export type SenderAnswer = Chosen | Held;

interface Held {
  held: string;
  sender: Sender | null;
  whenActive?: Chosen;
  fromRefused?: true;
  /** it waits for the right to use the connector, not for the connector */
  right?: true;
}

interface Line {
  connectorId?: string;
  connector: SenderCandidate | undefined;
  reason: SenderReason;
  ofChain?: ChainLine;
}

/**
 * Who sends, and why: the five lines of "Choosing the sender" (docs/architecture.md), from the top. Pure. A connector
 * that cannot send hands over to the next line, or the mail is held where the rule allows no other sender. One that does
 * not send in the name of the rule's author always holds it: a right that is gone is no reason to send by another mailbox,
 * unless the rule itself names the next one in a list.
 */
export function chooseSender(question: SenderQuestion): SenderAnswer {
  const passedOver: string[] = [];
  let refusal: SenderAnswer | undefined;
  for (const line of lines(question)) {
    if (refusal !== undefined && line.ofChain === undefined) return refusal;
    const { connector, reason } = line;
    const refused = isOwnChoice(reason) ? connector?.notPermitted : undefined;
    if (refused !== undefined) {
      const held = heldFor(question, line, { held: refused, right: true }, passedOver);
      if (line.ofChain === undefined || !question.fallback) return held;
      refusal ??= held;
      passedOver.push(toldOf(line, refused));
      continue;
    }
    const problem = line.ofChain?.problem ?? usable(connector);
    if (connector !== undefined && problem === undefined) return answer(question, connector, line, passedOver);
    const what = problem ?? `The connector ${line.connectorId} does not exist any more.`;
    if (!question.fallback && !line.ofChain?.nobody) return heldFor(question, line, { held: what }, passedOver);
    passedOver.push(toldOf(line, what));
  }
  if (refusal !== undefined) return refusal;
  const why =
    passedOver.length > 0 ? passedOver.join(' ') : 'The rule names no connector and there is no default mailbox.';
  return { held: `${why} Set a default mailbox or repair the connector.`, sender: null };
}

/** Why one was passed over; of a list with its place. */
function toldOf({ ofChain }: Line, what: string): string {
  if (ofChain === undefined) return what;
  const sentence = /[.!?]$/.test(what) ? what : `${what}.`;
  return `${capital(ofChain.place)} cannot: ${sentence}`;
}

function heldFor(
  question: SenderQuestion,
  line: Line,
  { held, right }: Pick<Held, 'held' | 'right'>,
  passedOver: string[],
): SenderAnswer {
  const { connector } = line;
  const told = line.ofChain === undefined ? held : capital(held);
  const answered: Held = { held: told, sender: senderOf(line, passedOver), ...(right && { right }) };
  if (!connector?.canSend) return answered;
  const later = answer(question, connector, line, passedOver);
  return 'held' in later ? later : { ...answered, whenActive: later };
}

function lines({ settings, connectors, ruleConnector, runtimeConnector, chain = [] }: SenderQuestion): Line[] {
  const { globalSmtp, defaultMailbox } = settings;
  const global = globalSmtp.enabled ? globalSmtp.connectorId : null;
  const named = (connectorId: string | null | undefined, reason: SenderReason): Line[] =>
    connectorId ? [{ connectorId, connector: connectors.get(connectorId), reason }] : [];
  return [
    ...named(globalSmtp.mode === 'force' ? global : null, 'global_forced'),
    ...named(ruleConnector, 'rule'),
    ...named(runtimeConnector, 'runtime'),
    ...chain.map((ofChain): Line => {
      const { connectorId, connector, reason } = ofChain;
      return { connector, reason, ofChain, ...(connectorId !== undefined && { connectorId }) };
    }),
    ...named(globalSmtp.mode === 'fallback' ? global : null, 'global_fallback'),
    ...named(defaultMailbox.connectorId, 'default'),
  ];
}

/** Null where the facts or a person gave no connector at all. The detail says which of several, and why not the others. */
function senderOf({ connectorId, reason, ofChain }: Line, passedOver: readonly string[]): Sender | null {
  if (connectorId === undefined) return null;
  const which = ofChain && `${capital(ofChain.place)}${ofChain.who ? `, ${ofChain.who}` : ''}.`;
  const detail = [...(which ? [which] : []), ...passedOver].join(' ');
  return { connectorId, reason, ...(detail !== '' && { detail }) };
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Why a connector cannot send, or undefined when it can. */
export function usable(connector: SenderCandidate | undefined): string | undefined {
  if (connector === undefined) return undefined;
  if (!connector.canSend) return `"${connector.displayName}" has no sending part.`;
  if (connector.state === 'active') return undefined;
  return `"${connector.displayName}" is ${connector.state}: ${connector.stateReason}`;
}

export function mayStandInFrom(connector: SenderCandidate, address: string): boolean {
  return [connector.from.address, ...connector.allowedFrom].some((allowed) => sameAddress(allowed, address));
}

function answer(question: SenderQuestion, connector: SenderCandidate, line: Line, passedOver: string[]): SenderAnswer {
  const { settings, from: wanted } = question;
  const { reason } = line;
  const sender = { ...senderOf(line, passedOver), connectorId: connector.id, reason };
  const allowed = wanted !== undefined && mayStandInFrom(connector, wanted.address);
  if (wanted !== undefined && !allowed && isOwnChoice(reason)) {
    return { held: `"${connector.displayName}" may not send as ${wanted.address}.`, sender, fromRefused: true };
  }
  const own =
    reason === 'default' ? { ...connector.from, ...nameOf(settings.defaultMailbox.displayName) } : connector.from;
  const from = wanted !== undefined && allowed ? { ...nameOf(connector.from.name), ...wanted } : own;
  const saveToSent = reason.startsWith('global_') ? settings.globalSmtp.saveToSent : question.saveToSent;
  // As its rights, what a connector gives partners counts where the rule chose it.
  const partner = isOwnChoice(reason) ? connector.partnerMail : undefined;
  return {
    sender,
    from: { ...from, ...nameOf(partner?.fromName) },
    ...(partner && { partnerMail: partner }),
    // A From that only another mailbox can send as still gets the answers.
    replyTo: partner?.replyTo
      ? [partner.replyTo]
      : replyTo(question, connector, wanted !== undefined && !allowed ? wanted : undefined),
    sentCopy: saveToSent ?? connector.sentCopy,
    maxSize: connector.maxSize,
    passedOver,
  };
}

/** The rule's, else that of the From that could not be used, else the connector's, else the organisation's (A3.5). */
function replyTo(
  { replyTo: wanted, settings }: SenderQuestion,
  connector: SenderCandidate,
  unused?: Mailbox,
): Mailbox[] {
  if (wanted.length > 0) return wanted;
  const next = unused ?? connector.replyTo ?? settings.defaultMailbox.replyTo;
  return next ? [next] : [];
}

function nameOf(name: string | null | undefined): { name: string } | Record<string, never> {
  return name ? { name } : {};
}
