import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import { schedules } from '../words/schedules.ts';
import type { TimingDraft, TimingKind } from './timing.ts';

const words = schedules.form;

interface TimingFieldsProps {
  draft: TimingDraft;
  onChange: (draft: TimingDraft) => void;
  /** names of fields that may hold a date */
  dates: readonly { value: string; label: string }[];
}

/** Which inputs each kind has, in their order. */
const INPUTS: Record<TimingKind, readonly (keyof TimingDraft)[]> = {
  onDemand: [],
  once: ['at'],
  after: ['days', 'hours', 'minutes'],
  field: ['field', 'days', 'time'],
  minutes: ['every'],
  hourly: ['minute'],
  daily: ['time', 'weekdaysOnly'],
  weekly: ['weekdays', 'time'],
  monthly: ['day', 'time'],
  monthly_weekday: ['nth', 'weekday', 'time'],
};
const WEEKDAYS = words.weekdayNames.map((label, index) => ({ value: String(index + 1), label }));

/** When it runs: the kind, and what that kind needs to know. */
export function TimingFields({ draft, onChange, dates }: TimingFieldsProps) {
  const set = (change: Partial<TimingDraft>) => onChange({ ...draft, ...change });
  const typed = (name: 'at' | 'days' | 'hours' | 'minutes' | 'every' | 'minute' | 'time' | 'day', type = 'text') => (
    <TextInput
      key={name}
      label={words[name]}
      type={type}
      {...(type === 'text' ? { inputMode: 'numeric' as const } : {})}
      {...(name === 'day' ? { description: words.dayText } : {})}
      {...(name === 'days' && draft.kind === 'field' ? { description: words.daysText } : {})}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  const inputs: Partial<Record<keyof TimingDraft, React.ReactNode>> = {
    at: typed('at', 'datetime-local'),
    time: typed('time', 'time'),
    ...{ days: typed('days'), hours: typed('hours'), minutes: typed('minutes') },
    ...{ every: typed('every'), minute: typed('minute'), day: typed('day') },
    field: (
      <Select
        key="field"
        label={words.field}
        data={[...dates]}
        value={draft.field || null}
        onChange={(value) => set({ field: value ?? '' })}
      />
    ),
    weekdaysOnly: (
      <Checkbox
        key="weekdaysOnly"
        label={words.weekdaysOnly}
        checked={draft.weekdaysOnly}
        onChange={(event) => set({ weekdaysOnly: event.currentTarget.checked })}
      />
    ),
    weekdays: <Weekdays key="weekdays" value={draft.weekdays} onChange={(weekdays) => set({ weekdays })} />,
    nth: (
      <Select
        key="nth"
        label={words.nth}
        data={Object.entries(words.nths).map(([value, label]) => ({ value, label }))}
        value={draft.nth}
        onChange={(value) => set({ nth: (value ?? 'first') as TimingDraft['nth'] })}
        allowDeselect={false}
      />
    ),
    weekday: (
      <Select
        key="weekday"
        label={words.weekday}
        data={WEEKDAYS}
        value={draft.weekday}
        onChange={(value) => set({ weekday: value ?? '1' })}
        allowDeselect={false}
      />
    ),
  };
  return (
    <>
      <Select
        label={words.kind}
        data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        value={draft.kind}
        onChange={(value) => set({ kind: (value ?? 'daily') as TimingKind })}
        allowDeselect={false}
      />
      {INPUTS[draft.kind].map((name) => inputs[name])}
    </>
  );
}

function Weekdays({ value, onChange }: { value: string[]; onChange: (value: string[]) => void }) {
  return (
    <Checkbox.Group label={words.weekdays} value={value} onChange={onChange}>
      <Group gap="xs" mt={4}>
        {WEEKDAYS.map(({ value: day, label }) => (
          <Checkbox key={day} value={day} label={label} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
