import type { MailAttachment } from './email.ts';
import { AppError } from './errors.ts';

/** How long a link works where nobody says it. */
export const LINK_DAYS = 30;
/** Base64 with line breaks (RFC 2045, 6.8), and what the parts around it take. */
const ON_THE_WIRE = 1.37;

export const NO_PUBLIC_URL =
  'A link needs the public address of this server: set MAILRULE_PUBLIC_URL, or attach the file (link: never).';

export interface MailLimits {
  bodyBytes: number;
  /** bytes that the mail server takes (EHLO SIZE, RFC 1870); 0: unknown */
  maxSize: number;
  canLink: boolean;
}

/**
 * Which files go with the mail, and which as a link: those that always do, then the largest of those that may until the
 * mail fits. Throws ATTACHMENT (details.maxSize) when it does not, or (details.noLink) when no link can be made.
 */
export function attachOrLink(
  files: readonly MailAttachment[],
  limits: MailLimits,
): { attachments: MailAttachment[]; links: MailAttachment[] } {
  const linked = new Set(files.filter(({ link }) => link?.when === 'always'));
  const attached = () => files.filter((file) => !linked.has(file));
  const isTooLarge = () => limits.maxSize > 0 && wireSize(attached(), limits.bodyBytes) > limits.maxSize;
  const largestFirst = files.filter(({ link }) => link?.when === 'above_limit').sort((a, b) => b.size - a.size);
  for (const file of largestFirst) if (isTooLarge()) linked.add(file);
  if (isTooLarge()) {
    const bytes = wireSize(attached(), limits.bodyBytes);
    const message = `The mail has about ${megabytes(bytes)} MB and the mail server takes ${megabytes(limits.maxSize)} MB; send a smaller file, or let it go as a link.`;
    throw new AppError('ATTACHMENT', message, { details: { maxSize: limits.maxSize } });
  }
  if (linked.size > 0 && !limits.canLink) {
    throw new AppError('ATTACHMENT', NO_PUBLIC_URL, { details: { noLink: true } });
  }
  return { attachments: attached(), links: files.filter((file) => linked.has(file)) };
}

export function wireSize(files: readonly { size: number }[], bodyBytes: number): number {
  return Math.ceil(files.reduce((sum, { size }) => sum + size, bodyBytes) * ON_THE_WIRE);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
