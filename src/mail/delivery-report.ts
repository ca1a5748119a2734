import { contentOf, type MimePart, parseMime } from './mime-parse.ts';

/** What became of one recipient (RFC 3464, 2.3). */
export interface ReportedRecipient {
  /** as the sender gave it, where the server says so; else the address that it tried */
  address: string;
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'complained';
  /** enhanced status code (RFC 3463), e.g. 5.1.1; '' where there is none */
  status: string;
  /** the words of the server that refused it, one line; '' where there are none */
  diagnostic: string;
}

/** A delivery status notification (RFC 3464), or a complaint (RFC 5965). */
export interface DeliveryReport {
  /** Message-ID of the report itself; '' without one */
  id: string;
  /** of the message that it is about: what its sender called it in the envelope, and from the headers that it brings along */
  about: { messageId: string | undefined; mailId: string | undefined; envelopeId?: string | undefined };
  recipients: ReportedRecipient[];
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
const MOST_RECIPIENTS = 1_000;
const LONGEST_DIAGNOSTIC = 1_000;
const STATUS = /^[245]\.\d{1,3}\.\d{1,3}/;

/** Whether a message with this Content-Type may be one: looked at before all of it is read. */
export function mayBeReport(contentType: string): boolean {
  return (
    /^\s*multipart\/report\b/i.test(contentType) &&
    !/report-type\s*=\s*"?(?!delivery-status|feedback-report)[\w-]/i.test(contentType)
  );
}

/** Undefined for what is none, or says nothing of any recipient. Never throws, whatever the bytes are. */
export function parseDeliveryReport(raw: Buffer): DeliveryReport | undefined {
  const message = parseMime(raw);
  if (message.contentType.value !== 'multipart/report') return undefined;
  const status = message.parts.find(({ contentType }) =>
    /^message\/(global-)?delivery-status$/.test(contentType.value),
  );
  if (status === undefined) return undefined;
  const groups = groupsOf(contentOf(status).toString('utf8'));
  const recipients = groups.flatMap(recipientOf).slice(0, MOST_RECIPIENTS);
  if (recipients.length === 0) return undefined;
  // Of the message as a whole: RFC 3464, 2.2.1.
  const envelopeId = groups[0]?.get('original-envelope-id');
  const about = { ...aboutOf(message), ...(envelopeId && { envelopeId }) };
  return { id: message.header('message-id') ?? '', about, recipients };
}

/** The headers of the returned message: all of it, or only they. */
export function aboutOf(message: MimePart): DeliveryReport['about'] {
  const returned = message.parts.find(({ contentType }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(contentType.value),
  );
  if (returned === undefined) return { messageId: undefined, mailId: undefined };
  const headers = parseMime(contentOf(returned));
  return { messageId: headers.header('message-id'), mailId: headers.header('x-mailrule-id') };
}

/** Groups of fields between empty lines; the first one speaks of the message (RFC 3464, 2.1). */
export function groupsOf(text: string): Map<string, string>[] {
  const groups = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/);
  return groups.map((group) => {
    const fields = new Map<string, string>();
    for (const line of group.split('\n')) {
      const [, name, value] = /^([!-9;-~]+)\s*:\s*(.*)$/.exec(line) ?? [];
      if (name !== undefined && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), (value ?? '').trim());
    }
    return fields;
  });
}

function recipientOf(fields: Map<string, string>): ReportedRecipient[] {
  const address = addressOf(fields.get('original-recipient')) ?? addressOf(fields.get('final-recipient'));
  const action = ACTIONS.find((known) => known === fields.get('action')?.split(/[\s(]/)[0]?.toLowerCase());
  if (address === undefined || action === undefined) return [];
  const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '');
  return [
    {
      address,
      action,
      status: STATUS.exec(fields.get('status') ?? '')?.[0] ?? '',
      diagnostic: diagnostic.replace(/\s+/g, ' ').slice(0, LONGEST_DIAGNOSTIC),
    },
  ];
}

/** 'rfc822; ada@example.com' */
function addressOf(value: string | undefined): string | undefined {
  const text = value
    ?.replace(/^[\w-]+\s*;/, '')
    .trim()
    .replace(/^<(.*)>$/, '$1');
  return text?.includes('@') ? text : undefined;
}
