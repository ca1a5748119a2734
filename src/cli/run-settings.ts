import type { CommandInput } from './command.ts';
import { UsageError } from './usage-error.ts';

interface RunSettings {
  fourEyes: boolean;
  stopAfterFailures: number;
  /** the ETag of the setting; null: never set */
  modifiedAt: number | null;
}

const PATH = '/settings/runs';

/** Shows the settings of payroll runs; stores those that are given, and leaves the others as they are. */
export async function runSettings(input: CommandInput): Promise<void> {
  const change = changeOf(input);
  const api = await input.api();
  const { modifiedAt, ...now } = await api.call<RunSettings>({ method: 'GET', path: PATH });
  if (Object.keys(change).length === 0) return input.show({ ...now, modifiedAt }, settingsText);
  const body = { fourEyes: now.fourEyes, stopAfterFailures: now.stopAfterFailures, ...change };
  // Of two administrators who change one value each, the second must not put the other one back.
  const headers = { 'if-match': `"${modifiedAt ?? 0}"` };
  input.show(await api.call<RunSettings>({ method: 'PUT', path: PATH, headers, body }), settingsText);
}

function changeOf({ flags }: CommandInput): Partial<RunSettings> {
  const { 'four-eyes': fourEyes, 'stop-after': stopAfter } = flags;
  if (fourEyes !== undefined && fourEyes !== 'on' && fourEyes !== 'off') {
    throw new UsageError('--four-eyes is on or off.');
  }
  if (stopAfter !== undefined && !/^[1-9]\d{0,3}$/.test(String(stopAfter))) {
    throw new UsageError('--stop-after is a number of failures in a row, 1 to 1000.');
  }
  return {
    ...(fourEyes !== undefined && { fourEyes: fourEyes === 'on' }),
    ...(stopAfter !== undefined && { stopAfterFailures: Number(stopAfter) }),
  };
}

function settingsText({ fourEyes, stopAfterFailures }: RunSettings): string {
  const approval = fourEyes ? 'needed for each run' : 'not needed';
  const failures = stopAfterFailures === 1 ? '1 failure' : `${stopAfterFailures} failures in a row`;
  return `Approval by a second person: ${approval}.\nA run stops by itself after ${failures}.\n`;
}
