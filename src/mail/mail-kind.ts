import type { DeliveryReport } from './delivery-report.ts';

/** What made a message: a person, or a program of one of these sorts. */
export type MailKind = 'mail' | 'bounce' | 'delay' | 'report' | 'complaint' | 'auto_reply' | 'bulk';

/** `header`: the first value of a header, by its lower-case name. */
export function mailKind(
  header: (name: string) => string | undefined,
  report: Pick<DeliveryReport, 'recipients'> | undefined,
): MailKind {
  if (report) {
    if (report.recipients.some(({ action }) => action === 'complained')) return 'complaint';
    if (report.recipients.some(({ action }) => action === 'failed')) return 'bounce';
    // A delay is no failure: the server goes on trying.
    return report.recipients.some(({ action }) => action === 'delayed') ? 'delay' : 'report';
  }
  // RFC 5965, section 2
  if (/^multipart\/report\b.*report-type\s*=\s*"?feedback-report/is.test(header('content-type') ?? ''))
    return 'complaint';
  if (isAutomatic(header)) return 'auto_reply';
  return isBulk(header) ? 'bulk' : 'mail';
}

/** RFC 3834, section 5, and what was there before it. */
function isAutomatic(header: (name: string) => string | undefined): boolean {
  const submitted = (header('auto-submitted') ?? 'no').split(';')[0]?.trim().toLowerCase();
  if (submitted !== 'no') return true;
  const precedence = header('precedence')?.trim().toLowerCase();
  return (
    precedence === 'auto_reply' ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply'].some((name) => header(name) !== undefined) ||
    header('return-path')?.trim() === '<>'
  );
}

function isBulk(header: (name: string) => string | undefined): boolean {
  const precedence = header('precedence')?.trim().toLowerCase() ?? '';
  return ['bulk', 'list', 'junk'].includes(precedence) || header('list-id') !== undefined;
}
