import type { components } from '../api/schema.gen.ts';
import type { schedules } from '../words/schedules.ts';

export type Timing = components['schemas']['ScheduleInput']['timing'];
export type TimingKind = keyof typeof schedules.form.kinds;

/** What is typed, as texts: each kind takes its own of it. */
export interface TimingDraft {
  kind: TimingKind;
  at: string;
  field: string;
  days: string;
  hours: string;
  minutes: string;
  every: string;
  minute: string;
  time: string;
  weekdaysOnly: boolean;
  weekdays: string[];
  day: string;
  nth: keyof typeof schedules.form.nths;
  weekday: string;
}

export const FIRST_DRAFT: TimingDraft = {
  ...{ kind: 'daily', at: '', field: '', days: '0', hours: '0', minutes: '0', every: '60', minute: '0' },
  ...{ time: '08:00', weekdaysOnly: false, weekdays: ['1'], day: '1', nth: 'first', weekday: '1' },
};

/** As the server takes it; what is no number it refuses at its field. */
export function timingOf(draft: TimingDraft): Timing {
  const number = (text: string) => Number(text.trim() === '' ? Number.NaN : text);
  const { kind, time } = draft;
  const length = { days: number(draft.days), hours: number(draft.hours), minutes: number(draft.minutes) };
  switch (kind) {
    case 'onDemand':
      return { kind };
    case 'once':
      return { kind, at: draft.at };
    case 'after':
      return { kind, ...length };
    case 'field':
      return { kind, field: draft.field, days: length.days, time } as Timing;
    case 'minutes':
      return { kind, every: number(draft.every) };
    case 'hourly':
      return { kind, minute: number(draft.minute) };
    case 'daily':
      return { kind, time, weekdaysOnly: draft.weekdaysOnly };
    case 'weekly':
      return { kind, time, days: draft.weekdays.map(Number).sort() };
    case 'monthly':
      return { kind, time, day: number(draft.day) };
    case 'monthly_weekday':
      return { kind, time, nth: draft.nth, weekday: Number(draft.weekday) };
  }
}
