import { Button, Combobox, useCombobox } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { editor as words } from '../words/editor.ts';
import { FieldLine } from './field-line.tsx';
import { groupFields, searchFields } from './field-search.ts';

interface FieldMenuProps {
  fields: readonly RuleField[];
  onPick: (field: RuleField) => void;
  /** default: Insert field */
  label?: string;
  buttonRef?: Ref<HTMLButtonElement>;
  tabIndex?: number;
}

/** A button that opens all fields by group, to be searched. */
export function FieldMenu({ fields, onPick, label = words.insertField, buttonRef, tabIndex }: FieldMenuProps) {
  const [query, setQuery] = useState('');
  const store = useCombobox({
    onDropdownClose: () => {
      store.resetSelectedOption();
      setQuery('');
    },
    onDropdownOpen: () => store.focusSearchInput(),
  });
  const found = searchFields(fields, query);
  const pick = (name: string) => {
    store.closeDropdown();
    const field = fields.find((one) => one.name === name);
    if (field) onPick(field);
  };
  return (
    <Combobox store={store} width={280} position="bottom-end" onOptionSubmit={pick}>
      <Combobox.Target withAriaAttributes={false}>
        <Button
          ref={buttonRef}
          tabIndex={tabIndex}
          size="compact-sm"
          variant="light"
          leftSection={<IconBraces size={14} aria-hidden />}
          aria-haspopup="listbox"
          aria-expanded={store.dropdownOpened}
          onClick={() => store.toggleDropdown()}
        >
          {label}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={query}
          aria-label={words.searchFields}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            store.selectFirstOption();
          }}
        />
        <Combobox.Options aria-label={words.fields} mah={260} className="scroll-list" tabIndex={-1}>
          {found.length === 0 && <Combobox.Empty>{words.noField}</Combobox.Empty>}
          {groupFields(found).map(({ group, fields: members }) => (
            <Combobox.Group key={group} label={group}>
              {members.map((field) => (
                <Combobox.Option key={field.name} value={field.name}>
                  <FieldLine field={field} />
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
