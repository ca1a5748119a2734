import type { Run } from '../payroll/run-model.ts';

/** The choices of a run that its page shows; the document knows them as an object only. */
export interface RunChoices {
  timeZone: string;
  /** column with the zone of each recipient; absent: all go by `timeZone` */
  timeZoneField?: string;
  /** absent: at any time */
  window?: { from: string; to: string; days?: number[] };
  documents: { by: string };
  confidential: boolean;
  /** absent: the address column */
  registered?: 'contacts';
  permitted: string[];
  numberCheck: boolean;
  password?: { hint: string };
}

export function choicesOf({ options }: Run): RunChoices {
  return options as unknown as RunChoices;
}

/** By the clock on the wall of the run's zone. */
export function timeIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at);
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** The server's sentences name instants in UTC, which nobody reads. */
export function withLocalTimes(sentence: string, zone: string): string {
  return sentence.replace(INSTANT, (instant) => `${timeIn(zone, Date.parse(instant))} (${zone})`);
}
