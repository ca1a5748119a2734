import { type Finding, parseAddress } from '../../src/sdk/index.ts';

type Params = Record<string, unknown>;

const LISTS = ['to', 'cc', 'bcc', 'replyTo'];

/**
 * Parameters as they stand while somebody types: without recipients, attachments and choices that are not filled in
 * yet, so that the rest can be shown. What is merely wrong stays, and is told by `check`.
 */
export function withoutGaps(given: Params): { params: Params; gaps: Finding[] } {
  const params: Params = { subject: '', ...given };
  if (params['template'] === '' || params['template'] === null) delete params['template'];
  const gaps: Finding[] = [];
  const lacking = (path: string, message: string) => {
    gaps.push({ level: 'error', path, message, incomplete: true });
  };
  for (const list of LISTS) {
    const entries = params[list];
    if (!Array.isArray(entries)) continue;
    params[list] = entries.filter((entry, index) => {
      const problem = recipientGap(entry);
      if (problem !== undefined) lacking(`/${list}/${index}`, problem);
      return problem === undefined;
    });
  }
  const from = params['from'];
  const fromGap = from === undefined || Array.isArray(from) ? undefined : recipientGap(from);
  if (fromGap !== undefined) {
    lacking('/from', fromGap);
    delete params['from'];
  }
  if (Array.isArray(from)) {
    const senders = from.filter((step, index) => {
      const isGap = senderGap(step);
      if (isGap) lacking(`/from/${index}`, 'Choose who sends.');
      return !isGap;
    });
    if (senders.length > 0) params['from'] = senders;
    else delete params['from'];
  }
  if (params['connector'] === '' || params['connector'] === null) {
    lacking('/connector', 'Choose the connector that sends.');
    delete params['connector'];
  }
  if (Array.isArray(params['attachments'])) {
    params['attachments'] = params['attachments'].filter((entry, index) => {
      const isGap = isObject(entry) && (entry['field'] === '' || entry['file'] === '' || entry['base64'] === '');
      if (isGap) lacking(`/attachments/${index}`, 'Choose the file or the field that it is in.');
      return !isGap;
    });
  }
  return { params, gaps };
}

function senderGap(step: unknown): boolean {
  if (!isObject(step)) return false;
  const { connector, account, byValue } = step;
  if (isObject(account)) return account['field'] === '';
  if (!isObject(byValue)) return connector === '';
  const map = isObject(byValue['map']) ? byValue['map'] : {};
  return byValue['field'] === '' || Object.keys(map).length === 0 || Object.values(map).includes('');
}

/** Why nobody can be meant by it yet; an address that is half typed is no mistake. */
function recipientGap(entry: unknown): string | undefined {
  const named = isObject(entry) ? (entry['user'] ?? entry['group'] ?? entry['partner']) : undefined;
  if (named !== undefined) return undefined;
  const address = isObject(entry) ? (entry['field'] ?? entry['address']) : entry;
  if (typeof address !== 'string') return undefined;
  if (address.trim() === '') return 'Give an address or choose a field.';
  if (isObject(entry) && 'field' in entry) return undefined;
  if (address.includes('{{')) return undefined;
  const parsed = parseAddress(address);
  return 'problem' in parsed ? parsed.problem : undefined;
}

function isObject(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
