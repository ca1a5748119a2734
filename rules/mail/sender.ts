import {
  type Mailbox,
  type Sender,
  type SenderCandidate,
  type SenderReason,
  type SenderSettings,
  type SentCopyPolicy,
  sameAddress,
} from '../../src/sdk/index.ts';

export interface SenderQuestion {
  settings: SenderSettings;
  /** every connector that the rule or the settings name, by id; one that is gone is absent */
  connectors: ReadonlyMap<string, SenderCandidate>;
  ruleConnector?: string;
  runtimeConnector?: string;
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

/**
 * Who sends, and why: the five lines of "Choosing the sender" (docs/architecture.md), from the top. Pure. A connector
 * that cannot send hands over to the next line, or the mail is held where the rule allows no other sender. One that does
 * not send in the name of the rule's author always holds it: a right that is gone is no reason to send by another mailbox.
 */
export function chooseSender(question: SenderQuestion): SenderAnswer {
  const passedOver: string[] = [];
  for (const { connectorId, reason } of lines(question)) {
    const connector = question.connectors.get(connectorId);
    const refused = isOwnChoice(reason) ? connector?.notPermitted : undefined;
    if (refused !== undefined) {
      return heldFor(question, connector, { held: refused, sender: { connectorId, reason }, right: true });
    }
    const problem = usable(connector);
    if (connector !== undefined && problem === undefined) return answer(question, connector, reason, passedOver);
    const what = problem ?? `The connector ${connectorId} does not exist any more.`;
    if (!question.fallback) return heldFor(question, connector, { held: what, sender: { connectorId, reason } });
    passedOver.push(what);
  }
  const why =
    passedOver.length > 0 ? passedOver.join(' ') : 'The rule names no connector and there is no default mailbox.';
  return { held: `${why} Set a default mailbox or repair the connector.`, sender: null };
}

function heldFor(
  question: SenderQuestion,
  connector: SenderCandidate | undefined,
  held: Held & { sender: Sender },
): SenderAnswer {
  if (!connector?.canSend) return held;
  const later = answer(question, connector, held.sender.reason, []);
  return 'held' in later ? later : { ...held, whenActive: later };
}

function lines({
  settings,
  ruleConnector,
  runtimeConnector,
}: SenderQuestion): { connectorId: string; reason: SenderReason }[] {
  const { globalSmtp, defaultMailbox } = settings;
  const global = globalSmtp.enabled ? globalSmtp.connectorId : null;
  const all: [string | null | undefined, SenderReason][] = [
    [globalSmtp.mode === 'force' ? global : null, 'global_forced'],
    [ruleConnector, 'rule'],
    [runtimeConnector, 'runtime'],
    [globalSmtp.mode === 'fallback' ? global : null, 'global_fallback'],
    [defaultMailbox.connectorId, 'default'],
  ];
  return all.flatMap(([connectorId, reason]) => (connectorId ? [{ connectorId, reason }] : []));
}

/** Chosen by the rule and not by an administrator for everyone. */
function isOwnChoice(reason: SenderReason): boolean {
  return reason === 'rule' || reason === 'runtime';
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

function answer(
  question: SenderQuestion,
  connector: SenderCandidate,
  reason: SenderReason,
  passedOver: string[],
): SenderAnswer {
  const { settings, from: wanted } = question;
  const sender = { connectorId: connector.id, reason };
  const allowed = wanted !== undefined && mayStandInFrom(connector, wanted.address);
  if (wanted !== undefined && !allowed && isOwnChoice(reason)) {
    return { held: `"${connector.displayName}" may not send as ${wanted.address}.`, sender, fromRefused: true };
  }
  const own =
    reason === 'default' ? { ...connector.from, ...nameOf(settings.defaultMailbox.displayName) } : connector.from;
  const from = wanted !== undefined && allowed ? { ...nameOf(connector.from.name), ...wanted } : own;
  const saveToSent = reason.startsWith('global_') ? settings.globalSmtp.saveToSent : question.saveToSent;
  return {
    sender,
    from,
    // A From that only another mailbox can send as still gets the answers.
    replyTo: replyTo(question, connector, wanted !== undefined && !allowed ? wanted : undefined),
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
