/** Custom headers a rule may set; the rest belongs to the composer (addresses, MIME, Auto-Submitted) or to servers. */
const ALLOWED = [
  'list-id',
  'list-help',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-owner',
  'list-archive',
  'organization',
  'keywords',
  'comments',
  'sensitivity',
  'feedback-id',
  'expires',
];
/** Set by ourselves, or believed by mail servers. */
const RESERVED = [
  'x-mailrule-',
  'x-auto-response-suppress',
  'x-priority',
  'x-msmail-priority',
  'x-mailer',
  'x-original-',
  'x-ms-exchange-',
  'x-gm-',
  'x-google-',
  'x-spam',
  'x-envelope-',
  'x-forwarded-',
  'x-microsoft-',
  'x-authentication',
];

/** Why a header name cannot be used, or undefined. Field names are RFC 5322, 3.6.8, without exotic signs. */
export function headerProblem(name: string): string | undefined {
  const key = name.toLowerCase();
  if (!/^[A-Za-z][A-Za-z0-9-]{0,75}$/.test(name))
    return `"${name.slice(0, 80)}" is not a header name: letters, digits and hyphens only.`;
  if (RESERVED.some((reserved) => key.startsWith(reserved))) return `The header "${name}" is set by the system.`;
  if (key.startsWith('x-') || ALLOWED.includes(key)) return undefined;
  return `The header "${name}" cannot be set; possible are X-... and ${ALLOWED.join(', ')}.`;
}
