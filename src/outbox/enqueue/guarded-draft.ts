import {
  escapeHtml,
  type Guard,
  type LeftOutRecipient,
  letsThrough,
  type Mailbox,
  type MailDraft,
  parseAddress,
  redirectOf,
  sameAddress,
  withHtmlAtStart,
} from '../../sdk/index.ts';

export interface GuardedDraft {
  draft: MailDraft;
  /** those who do not get it because of the guard */
  leftOut: LeftOutRecipient[];
  /** who gets it instead of all of them; absent: nobody does */
  redirectedTo?: string;
}

const KINDS = ['to', 'cc', 'bcc'] as const;
const HEADERS = { to: 'X-Mailrule-Original-To', cc: 'X-Mailrule-Original-Cc', bcc: 'X-Mailrule-Original-Bcc' } as const;

/**
 * The draft as the guard lets it out: redirected, or without those who are not on the list. Where nobody is left, or not
 * the `owner` of its document, it stays as it is, and is captured when its turn comes: an e-mail that only others got would
 * count as sent to its owner.
 */
export function guardedDraft(draft: MailDraft, guards: readonly Guard[], owner = ''): GuardedDraft {
  const redirectTo = redirectOf(guards);
  return redirectTo === undefined ? listedOnly(draft, guards, owner) : redirected(draft, redirectTo);
}

function redirected(draft: MailDraft, redirectTo: string): GuardedDraft {
  const originals = KINDS.flatMap((kind) => draft[kind].map((mailbox) => ({ kind, mailbox })));
  const told = KINDS.filter((kind) => draft[kind].length > 0)
    .map((kind) => `${WORDS[kind]} ${addresses(draft[kind])}`)
    .join('; ');
  const banner = `This e-mail was redirected. It was meant for: ${told}`;
  const { html, text } = draft;
  return {
    draft: {
      ...draft,
      to: [{ address: redirectTo }],
      cc: [],
      bcc: [],
      ...(html !== undefined && { html: withHtmlAtStart(html, `<p><strong>${escapeHtml(banner)}</strong></p>`) }),
      ...((text !== undefined || html === undefined) && { text: `${banner}\n\n${text ?? ''}` }),
      headers: [
        ...draft.headers,
        ...KINDS.filter((kind) => draft[kind].length > 0).map((kind) => ({
          name: HEADERS[kind],
          value: addresses(draft[kind]),
        })),
      ],
    },
    leftOut: originals.map((one) => ({ ...one, reason: redirectedText(redirectTo) })),
    redirectedTo: redirectTo,
  };
}

/** What is told of each recipient who does not get it. */
export function redirectedText(to: string): string {
  return `Redirected by the guard to ${to}.`;
}

const WORDS = { to: 'To', cc: 'Cc', bcc: 'Bcc' } as const;

function listedOnly(draft: MailDraft, guards: readonly Guard[], owner: string): GuardedDraft {
  const passes = ({ address }: Mailbox) => letsThrough(guards, address);
  const leftOut = KINDS.flatMap((kind) =>
    draft[kind]
      .filter((mailbox) => !passes(mailbox))
      .map((mailbox) => ({ kind, mailbox, reason: "Left out: the guard's list does not have this address." })),
  );
  const kept = KINDS.some((kind) => draft[kind].some(passes));
  const parsed = parseAddress(owner);
  const isOwner = ({ address }: Mailbox) => 'address' in parsed && sameAddress(address, parsed.address);
  if (leftOut.length === 0 || !kept || leftOut.some(({ mailbox }) => isOwner(mailbox))) return { draft, leftOut: [] };
  const { to, cc, bcc } = draft;
  return { draft: { ...draft, to: to.filter(passes), cc: cc.filter(passes), bcc: bcc.filter(passes) }, leftOut };
}

function addresses(list: readonly Mailbox[]): string {
  return list.map(({ address }) => address).join(', ');
}
