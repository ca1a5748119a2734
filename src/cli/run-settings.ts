import type { CommandInput } from './command.ts';
import { UsageError } from './usage-error.ts';

interface RunSettings {
  fourEyes: boolean;
  fourEyesForRules: boolean;
  stopAfterFailures: number;
  /** the ETag of the setting; null: never set */
  modifiedAt: number | null;
}

export const FOUR_EYES_FLAGS = { 'four-eyes': { type: 'string' }, 'rules-four-eyes': { type: 'string' } } as const;

const PATH = '/settings/runs';

/** Shows the settings of payroll runs; stores those that are given, and leaves the others as they are. */
export async function runSettings(input: CommandInput): Promise<void> {
  const change = changeOf(input);
  const api = await input.api();
  const { modifiedAt, ...now } = await api.call<RunSettings>({ method: 'GET', path: PATH });
  if (Object.keys(change).length === 0) return input.show({ ...now, modifiedAt }, settingsText);
  const { fourEyes, fourEyesForRules, stopAfterFailures } = now;
  const body = { fourEyes, fourEyesForRules, stopAfterFailures, ...change };
  // Of two administrators who change one value each, the second must not put the other one back.
  const headers = { 'if-match': `"${modifiedAt ?? 0}"` };
  input.show(await api.call<RunSettings>({ method: 'PUT', path: PATH, headers, body }), settingsText);
}

function changeOf({ flags }: CommandInput): Partial<RunSettings> {
  const { 'four-eyes': fourEyes, 'rules-four-eyes': ofRules, 'stop-after': stopAfter } = flags;
  for (const [flag, given] of Object.entries({ 'four-eyes': fourEyes, 'rules-four-eyes': ofRules })) {
    if (given !== undefined && given !== 'on' && given !== 'off') throw new UsageError(`--${flag} is on or off.`);
  }
  if (stopAfter !== undefined && !/^[1-9]\d{0,3}$/.test(String(stopAfter))) {
    throw new UsageError('--stop-after is a number of failures in a row, 1 to 1000.');
  }
  return {
    ...(fourEyes !== undefined && { fourEyes: fourEyes === 'on' }),
    ...(ofRules !== undefined && { fourEyesForRules: ofRules === 'on' }),
    ...(stopAfter !== undefined && { stopAfterFailures: Number(stopAfter) }),
  };
}

function settingsText({ fourEyes, fourEyesForRules, stopAfterFailures }: RunSettings): string {
  const approval = fourEyes ? 'needed for each run' : 'not needed for runs';
  const ofRules = fourEyesForRules ? 'needed for each change of a rule' : 'not needed for rules';
  const failures = stopAfterFailures === 1 ? '1 failure' : `${stopAfterFailures} failures in a row`;
  return `Approval by a second person: ${approval}; ${ofRules}.\nA run stops by itself after ${failures}.\n`;
}
