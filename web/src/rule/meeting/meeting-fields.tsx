import { Select, Stack, TextInput } from '@mantine/core';
import { FieldEditor } from '../../editor/field-editor.tsx';
import { meeting as words } from '../../words/meeting.ts';
import type { ActionPartProps } from '../action-part.ts';
import type { Meeting } from '../draft.ts';
import { errorAt, findingAt, meetingInputId } from '../findings.ts';

interface MeetingFieldsProps extends Pick<ActionPartProps, 'index' | 'fields' | 'findings'> {
  meeting: Meeting;
  onChange: (meeting: Meeting) => void;
}

const TEMPLATES = ['start', 'end', 'location', 'key'] as const;
const DESCRIPTIONS = { start: words.startText, end: words.endText, location: undefined, key: words.keyText };

/** When and where; what is not shown here stays as it is. */
export function MeetingFields({ index, meeting, onChange, fields, findings }: MeetingFieldsProps) {
  const set = (name: keyof Meeting, value: string) => {
    const { [name]: _, ...rest } = meeting;
    const needed = name === 'start' || name === 'end';
    onChange((value === '' && !needed ? rest : { ...meeting, [name]: value }) as Meeting);
  };
  const at = (name: keyof Meeting) => `/actions/${index}/params/invitation/${name}`;
  return (
    <Stack gap="sm" mt="sm">
      {TEMPLATES.map((name) => {
        const found = findingAt(findings, at(name));
        const description = DESCRIPTIONS[name];
        return (
          <FieldEditor
            key={name}
            id={meetingInputId(index, name)}
            label={words[name]}
            {...(description === undefined ? {} : { description })}
            required={name === 'start' || name === 'end'}
            value={meeting[name] ?? ''}
            onChange={(value) => set(name, value)}
            fields={fields}
            error={found && { error: found.message, line: found.line, column: found.column }}
          />
        );
      })}
      <TextInput
        id={meetingInputId(index, 'timeZone')}
        label={words.timeZone}
        description={words.timeZoneText}
        value={meeting.timeZone ?? ''}
        onChange={(event) => set('timeZone', event.currentTarget.value)}
        error={errorAt(findings, at('timeZone'))}
      />
      <Select
        id={meetingInputId(index, 'operation')}
        label={words.operation}
        data={(['request', 'cancel'] as const).map((value) => ({ value, label: words.operations[value] }))}
        value={meeting.operation ?? 'request'}
        onChange={(value) => set('operation', value === 'cancel' ? 'cancel' : '')}
        allowDeselect={false}
      />
    </Stack>
  );
}
