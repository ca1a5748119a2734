import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { inbox as words } from '../words/inbox.ts';
import type { Mailbox } from './inbox-queries.ts';

const MINUTES = [10, 15, 20, 30];

export type ReadingChange = Partial<Pick<Mailbox, 'read' | 'everyMinutes' | 'markAsRead' | 'readFrom'>>;

interface Props {
  mailbox: Mailbox;
  busy: boolean;
  onChange: (change: ReadingChange) => void;
}

/** How a mailbox that is read is read: how often, from which day on, and whether it shows there. */
export function ReadingDetails({ mailbox, busy, onChange }: Props) {
  const { displayName, everyMinutes, markAsRead, readFrom, firstDays } = mailbox;
  const minutes = MINUTES.includes(everyMinutes) ? MINUTES : [...MINUTES, everyMinutes].sort((a, b) => a - b);
  return (
    <fieldset className="reading-details" aria-label={words.detailsOf(displayName)}>
      <Group gap="sm" align="end">
        <NativeSelect
          label={words.every}
          value={String(everyMinutes)}
          disabled={busy}
          data={minutes.map((value) => ({ value: String(value), label: words.minutes(value) }))}
          onChange={(event) => onChange({ everyMinutes: Number(event.currentTarget.value) })}
        />
        <TextInput
          key={readFrom}
          type="date"
          label={words.readFrom}
          description={readFrom === null ? words.fromDays(firstDays) : undefined}
          defaultValue={readFrom ?? ''}
          disabled={busy}
          // While a date is typed it is many dates: it counts when the field is left.
          onBlur={(event) => {
            const typed = event.currentTarget.value || null;
            if (typed !== readFrom && event.currentTarget.validity.valid) onChange({ readFrom: typed });
          }}
        />
      </Group>
      <Checkbox
        mt="xs"
        label={words.markAsRead}
        description={words.markAsReadHelp}
        checked={markAsRead}
        disabled={busy}
        onChange={(event) => onChange({ markAsRead: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
