import { type Mailbox, ownerKey, sameAddress } from '../../sdk/index.ts';

const MOST_NAMED = 3;

/** What is known about a confidential document and where it would go. */
export interface FenceQuestion {
  /** the person the row speaks of */
  owner: string;
  /** the owner's registered addresses; '' stands for none */
  registered: {
    addresses: readonly string[];
    /** what is registered where, for the reason; absent: it is the address of the row */
    contact?: string;
  };
  /** addresses that may see every document of the run, by a choice of the run */
  permitted: readonly string[];
  /** everybody the mail would go to: To, Cc and Bcc */
  recipients: readonly Mailbox[];
  /** absent: the mail carries no document */
  document?: {
    /** whose it is by its own content; null: it does not say */
    owner: string | null;
    /** owners of the other rows that have these bytes */
    otherOwners: readonly string[];
    /** who got these bytes in earlier runs */
    sentTo?: readonly { owner: string; runName: string }[];
    /** whether the owner's number stands in its text; absent: nobody looked */
    hasNumber?: boolean;
  };
}

/** Why the mail may not leave. */
export interface FenceProblem {
  kind: 'recipient_not_owner' | 'document_of_two_owners' | 'document_of_another' | 'number_not_in_document';
  message: string;
}

/** Pure. Nothing but an empty answer lets a confidential mail pass. */
export function fence(question: FenceQuestion): FenceProblem[] {
  return [...strangers(question), ...wrongDocument(question)];
}

/** Whether `address` may get what belongs to the owner. */
export function mayReceive(of: Pick<FenceQuestion, 'registered' | 'permitted'>, address: string): boolean {
  return [...of.registered.addresses, ...of.permitted].some((one) => one !== '' && sameAddress(one, address));
}

function strangers(question: FenceQuestion): FenceProblem[] {
  return question.recipients
    .filter(({ address }) => !mayReceive(question, address))
    .map(({ address }) => ({
      kind: 'recipient_not_owner' as const,
      message: strangerText(question, address),
    }));
}

/** With contacts the address of the row may be another person's: only what is registered for this one is said. */
function strangerText({ owner, registered: { contact } }: FenceQuestion, address: string): string {
  if (contact === undefined) {
    return `${address} is not the registered address of ${owner}, and the run does not permit it.`;
  }
  return `The e-mail would go to an address that is not registered for ${owner}, and the run does not permit it. ${contact}`;
}

/** Two spellings of one number are one person's. */
function isSame(a: string, b: string): boolean {
  return ownerKey(a) === ownerKey(b);
}

function wrongDocument({ owner, document }: FenceQuestion): FenceProblem[] {
  if (document === undefined) return [];
  const problems: FenceProblem[] = [];
  const others = document.otherOwners.filter((other) => !isSame(other, owner));
  if (others.length > 0) {
    const message = `The same document belongs to ${owner} and to ${others.join(', ')}.`;
    problems.push({ kind: 'document_of_two_owners', message });
  }
  if (document.owner !== null && !isSame(document.owner, owner)) {
    const message = `The document is that of ${document.owner}, the row that of ${owner}.`;
    problems.push({ kind: 'document_of_another', message });
  }
  const before = document.sentTo ?? [];
  const isSentBefore = before.length > 0 && !before.some((one) => isSame(one.owner, owner));
  // Where the document itself says whose it is, that counts: the other one got it by mistake.
  if (isSentBefore && document.owner === null && document.hasNumber === undefined) {
    const to = before.slice(0, MOST_NAMED).map((one) => `${one.owner} (run "${one.runName}")`);
    const message = `This document was sent to ${to.join(', ')}, so it is not that of ${owner}. Give the right one; if it is the right one, choose numberCheck: then the number in the document says whose it is.`;
    problems.push({ kind: 'document_of_another', message });
  }
  if (document.hasNumber === false) {
    const message = `"${owner}" does not stand in the text of the document.`;
    problems.push({ kind: 'number_not_in_document', message });
  }
  return problems;
}
