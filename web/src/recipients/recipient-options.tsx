import { Combobox, Text } from '@mantine/core';
import type { RuleField } from '../api/rule-field.ts';
import { FieldLine } from '../editor/field-line.tsx';
import { recipients as words } from '../words/recipients.ts';
import { NAMED_KINDS } from './recipient.ts';
import type { Choice } from './use-named.ts';

interface RecipientOptionsProps {
  fields: readonly RuleField[];
  choices: readonly Choice[];
}

/** What a recipient can be chosen from: fields, then those whom the server knows. */
export function RecipientOptions({ fields, choices }: RecipientOptionsProps) {
  return (
    <Combobox.Options aria-label={words.choices} mah={280} className="scroll-list" tabIndex={-1}>
      {fields.length > 0 && (
        <Combobox.Group label={words.fields}>
          {fields.map((field) => (
            <Combobox.Option key={field.name} value={`field:${field.name}`}>
              <FieldLine field={field} />
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )}
      {NAMED_KINDS.map((kind) => {
        const some = choices.filter(({ of }) => of === kind);
        if (some.length === 0) return null;
        return (
          <Combobox.Group key={kind} label={words.kinds[kind]}>
            {some.map(({ value, label, note }) => (
              <Combobox.Option key={value} value={value}>
                <Text size="sm" className="any-break">
                  {label}
                </Text>
                {note !== '' && (
                  <Text size="xs" className="field-note">
                    {note}
                  </Text>
                )}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        );
      })}
    </Combobox.Options>
  );
}
