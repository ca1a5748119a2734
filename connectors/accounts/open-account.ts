import { escapeHtml, type MailAccount, type MailDraft, withHtmlAtEnd } from '../../src/sdk/index.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import { openConnector } from '../open-connector.ts';
import type { ConnectorUse } from '../providers/switches.ts';
import { getAccount } from './account.store.ts';

/** An own mailbox, ready for what its owner writes. */
export interface OpenAccount {
  account: MailAccount;
  /** below each e-mail that is written one at a time; absent: none is wanted */
  signature?: string;
}

/** Errors: NOT_FOUND for that of somebody else; CONNECTOR_INACTIVE with the reason. */
export async function openOwnAccount(
  deps: ConnectorDeps,
  id: string,
  ownerId: string,
  use: ConnectorUse,
): Promise<OpenAccount> {
  const { account: said } = await getAccount(deps.store.read, id, ownerId);
  const account = await openConnector(deps, id, use);
  const from = { address: account.from.address, ...(said.senderName === '' ? {} : { name: said.senderName }) };
  const wanted = said.useSignature && said.signature.trim() !== '';
  return { account: { ...account, from }, ...(wanted ? { signature: said.signature } : {}) };
}

/** The signature below an e-mail of one's own. E-mails of rules and payroll runs never come here (A5.14). */
export function withSignature(
  body: Pick<MailDraft, 'html' | 'text'>,
  signature: string,
): Pick<MailDraft, 'html' | 'text'> {
  const lines = signature.replaceAll('\r\n', '\n').trimEnd();
  const html = `<p class="signature">${escapeHtml(lines).replaceAll('\n', '<br>')}</p>`;
  return {
    ...(body.html === undefined ? {} : { html: withHtmlAtEnd(body.html, html) }),
    // RFC 3676, section 4.3: what stands below "-- " is a signature, and is left out of an answer.
    ...(body.text === undefined ? {} : { text: `${body.text.trimEnd()}\n\n-- \n${lines}\n` }),
  };
}
