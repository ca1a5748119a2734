import { aboutOf, type DeliveryReport, groupsOf } from './delivery-report.ts';
import { contentOf, parseMime } from './mime-parse.ts';

const MOST_RECIPIENTS = 100;
const LONGEST_WORD = 100;
/** RFC 5965, section 7.3: what else there is says nothing bad of a message. */
const COMPLAINTS = ['abuse', 'fraud', 'virus', 'other'];

/**
 * A complaint: somebody told the mailbox provider that a message is unwanted (RFC 5965). Undefined for what is none.
 * Providers may leave out who it was; then `recipients` has the sign '' alone. Never throws, whatever the bytes are.
 */
export function parseFeedbackReport(raw: Buffer): DeliveryReport | undefined {
  const message = parseMime(raw);
  if (message.contentType.value !== 'multipart/report') return undefined;
  const part = message.parts.find(({ contentType }) => contentType.value === 'message/feedback-report');
  if (part === undefined) return undefined;
  const text = contentOf(part).toString('utf8');
  const [fields = new Map<string, string>()] = groupsOf(text);
  const type = (fields.get('feedback-type') ?? '').toLowerCase();
  if (!COMPLAINTS.includes(type)) return undefined;
  const agent = (fields.get('user-agent') ?? '').slice(0, LONGEST_WORD);
  const diagnostic = `Complaint (${type})${agent === '' ? '' : `, told by ${agent}`}`;
  const addresses = [...text.matchAll(/^original-rcpt-to\s*:\s*<?([^\s<>]{1,320}@[^\s<>]{1,255})>?\s*$/gim)]
    .map(([, address = '']) => address)
    .slice(0, MOST_RECIPIENTS);
  const envelopeId = fields.get('original-envelope-id');
  return {
    id: message.header('message-id') ?? '',
    about: { ...aboutOf(message), ...(envelopeId && { envelopeId }) },
    recipients: (addresses.length === 0 ? [''] : addresses).map((address) => {
      return { address, action: 'complained' as const, status: '', diagnostic };
    }),
  };
}
