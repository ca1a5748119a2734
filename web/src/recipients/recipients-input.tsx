import { Combobox, PillsInput, useCombobox } from '@mantine/core';
import { useRef } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { searchFields } from '../editor/field-search.ts';
import { recipients as words } from '../words/recipients.ts';
import { addressFields } from './address-fields.ts';
import {
  findMistakes,
  labelOf,
  type Mistake,
  type Names,
  parseRecipient,
  type Recipient,
  textOf,
} from './recipient.ts';
import { type ChipKind, RecipientChip } from './recipient-chip.tsx';
import { RecipientOptions } from './recipient-options.tsx';
import { recipientOf, useChoices, useNames } from './use-named.ts';
import { useFirstOption, useRecipientKeys } from './use-recipient-keys.ts';
import { useRecipients } from './use-recipients.ts';
import './recipients.css';

interface RecipientsInputProps {
  id: string;
  label: string;
  description?: string | undefined;
  value: readonly Recipient[];
  onChange: (value: Recipient[]) => void;
  fields: readonly RuleField[];
  required?: boolean;
  error?: string | undefined;
}

/** Addresses and fields as chips. What is wrong stays in the list, in red with the reason, until somebody mends it. */
export function RecipientsInput(props: RecipientsInputProps) {
  const { id, label, description, value, fields, required, error } = props;
  const names = useNames(value);
  const list = useRecipients({ ...props, names });
  const box = useRef<HTMLDivElement>(null);
  const store = useCombobox({ onDropdownClose: () => store.resetSelectedOption() });
  const query = list.text.replace(/[{}]/g, '');
  const found = query.includes('@') ? [] : searchFields(addressFields(fields), query);
  const choices = useChoices(query, store.dropdownOpened);
  useFirstOption(store, list.text, [...found.map(({ name }) => name), ...choices.map(({ value: choice }) => choice)]);
  const mistakes = findMistakes(value, fields);
  const keys = useRecipientKeys({ list, store, box });
  const reasons = [...new Set([...mistakes.values()].map(reasonOf))];
  return (
    <div>
      <Combobox store={store} onOptionSubmit={(option) => list.add([recipientOf(option)])} withinPortal={false}>
        <Combobox.DropdownTarget>
          <PillsInput
            ref={box}
            id={id}
            label={label}
            description={[description, words.hint].filter(Boolean).join(' ')}
            withAsterisk={required}
            error={[error, ...reasons].filter(Boolean).join(' ') || undefined}
          >
            <span className="recipients">
              {value.map((entry, index) => (
                <RecipientChip
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same entry may stand in a list twice
                  key={index}
                  {...chipOf(entry, { fields, names }, mistakes.get(index))}
                  onKey={(event) => keys.onChipKey(event, index)}
                  onEdit={isTyped(entry) ? () => keys.edit(index) : undefined}
                  onRemove={() => keys.remove(index)}
                />
              ))}
              <Combobox.EventsTarget autoComplete="off" withExpandedAttribute>
                <PillsInput.Field
                  className="recipients-field"
                  role="combobox"
                  value={list.text}
                  aria-description={words.keys}
                  aria-required={required}
                  inputMode="email"
                  spellCheck={false}
                  onChange={(event) => keys.onType(event.currentTarget.value)}
                  onKeyDown={keys.onFieldKey}
                  onPaste={keys.onPaste}
                  onClick={() => store.openDropdown()}
                  onBlur={() => {
                    store.closeDropdown();
                    list.commit();
                  }}
                />
              </Combobox.EventsTarget>
            </span>
          </PillsInput>
        </Combobox.DropdownTarget>
        <Combobox.Dropdown hidden={found.length + choices.length === 0}>
          <RecipientOptions fields={found} choices={choices} />
        </Combobox.Dropdown>
      </Combobox>
      <div role="status" className="recipients-notice">
        {list.notice}
      </div>
    </div>
  );
}

/** Whoever was chosen is taken out and chosen anew, not typed. */
function isTyped(entry: Recipient): boolean {
  const known = parseRecipient(entry);
  return known !== undefined && known.kind !== 'named';
}

interface Shown {
  fields: readonly RuleField[];
  names: Names | undefined;
}

function chipOf(entry: Recipient, { fields, names }: Shown, mistake: Mistake | undefined) {
  const known = parseRecipient(entry);
  const label = labelOf(entry, fields, names);
  const kind: ChipKind = mistake ? 'wrong' : known === undefined ? 'unknown' : known.kind;
  if (known === undefined) return { kind, label, title: words.unknown(label) };
  if (known.kind === 'named') return { kind, label, title: words.named[known.of] };
  if (mistake?.kind === 'gone') return { kind, label: words.fieldRemoved(mistake.field), title: reasonOf(mistake) };
  return { kind, label, title: mistake ? reasonOf(mistake) : textOf(entry) };
}

function reasonOf(mistake: Mistake): string {
  if (mistake.kind === 'gone') return words.fieldRemovedText(mistake.field);
  return mistake.kind === 'noAt' ? words.noAt(mistake.text) : words.twice(mistake.text);
}
