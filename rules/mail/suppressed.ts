import {
  type ActionContext,
  addressKey,
  type LeftOutRecipient,
  type Mailbox,
  suppressedText,
  unsubscribedText,
} from '../../src/sdk/index.ts';

interface Lists {
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
}

/**
 * The lists without the addresses that get no e-mail, and who was left out of which list, with the reason. Of mass mail
 * (`unsubscribe`) those who unsubscribed, too.
 */
export async function withoutSuppressed<L extends Lists>(
  context: Pick<ActionContext, 'findSuppressed' | 'findUnsubscribed'>,
  lists: L,
  unsubscribe = false,
): Promise<{ kept: L; leftOut: LeftOutRecipient[] }> {
  const all = [...lists.to, ...lists.cc, ...lists.bcc].map(({ address }) => address);
  const reasons = new Map<string, string>();
  const unsubscribed = unsubscribe ? await context.findUnsubscribed?.(all) : undefined;
  for (const [key, one] of unsubscribed ?? []) reasons.set(key, unsubscribedText(one));
  for (const [key, one] of await context.findSuppressed(all)) reasons.set(key, suppressedText(one));
  if (reasons.size === 0) return { kept: lists, leftOut: [] };
  const leftOut: LeftOutRecipient[] = [];
  const keep = (kind: LeftOutRecipient['kind']) =>
    lists[kind].filter((mailbox) => {
      const reason = reasons.get(addressKey(mailbox.address));
      if (reason !== undefined) leftOut.push({ kind, mailbox, reason });
      return reason === undefined;
    });
  return { kept: { ...lists, to: keep('to'), cc: keep('cc'), bcc: keep('bcc') }, leftOut };
}
