import {
  type ActionContext,
  addressKey,
  type LeftOutRecipient,
  type Mailbox,
  suppressedText,
} from '../../src/sdk/index.ts';

interface Lists {
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
}

/** The lists without the addresses that get no e-mail, and who was left out of which list, with the reason. */
export async function withoutSuppressed<L extends Lists>(
  context: Pick<ActionContext, 'findSuppressed'>,
  lists: L,
): Promise<{ kept: L; leftOut: LeftOutRecipient[] }> {
  const all = [...lists.to, ...lists.cc, ...lists.bcc].map(({ address }) => address);
  const suppressed = await context.findSuppressed(all);
  if (suppressed.size === 0) return { kept: lists, leftOut: [] };
  const leftOut: LeftOutRecipient[] = [];
  const keep = (kind: LeftOutRecipient['kind']) =>
    lists[kind].filter((mailbox) => {
      const hit = suppressed.get(addressKey(mailbox.address));
      if (hit !== undefined) leftOut.push({ kind, mailbox, reason: suppressedText(hit) });
      return hit === undefined;
    });
  return { kept: { ...lists, to: keep('to'), cc: keep('cc'), bcc: keep('bcc') }, leftOut };
}
