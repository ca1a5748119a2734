import type { CommandInput } from './command.ts';
import { UsageError } from './usage-error.ts';

interface SoftBounces {
  mails: number | null;
  days: number;
  /** the ETag of the setting; null: never set */
  modifiedAt: number | null;
}

const PATH = '/settings/soft-bounces';

/** Shows after how many soft returns an address is suppressed; stores what is given, and leaves the rest as it is. */
export async function softBounces(input: CommandInput): Promise<void> {
  const change = changeOf(input);
  const api = await input.api();
  const { mails, days, modifiedAt } = await api.call<SoftBounces>({ method: 'GET', path: PATH });
  if (Object.keys(change).length === 0) return input.show({ mails, days, modifiedAt }, settingText);
  const body = { mails, days, ...change };
  // Of two administrators who change one value each, the second must not put the other one back.
  const headers = { 'if-match': `"${modifiedAt ?? 0}"` };
  input.show(await api.call<SoftBounces>({ method: 'PUT', path: PATH, headers, body }), settingText);
}

function changeOf({ flags: { mails, days } }: CommandInput): Partial<SoftBounces> {
  if (mails !== undefined && mails !== 'never' && !/^\d{1,3}$/.test(String(mails))) {
    throw new UsageError('--mails is a number of e-mails, 2 to 100, or never.');
  }
  if (days !== undefined && !/^\d{1,2}$/.test(String(days))) {
    throw new UsageError('--days is a number of days, 1 to 90.');
  }
  return {
    ...(mails !== undefined && { mails: mails === 'never' ? null : Number(mails) }),
    ...(days !== undefined && { days: Number(days) }),
  };
}

function settingText({ mails, days }: SoftBounces): string {
  if (mails === null) return 'However many e-mails come back softly, their address stays off the suppression list.\n';
  return `${mails} e-mails that come back softly within ${days} days put their address on the suppression list.\n`;
}
