import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { conditions as words } from '../words/conditions.ts';
import { OPTION_LIST, searchedList } from './builder-context.ts';
import { holdsNumbers, numberOrText } from './number-text.ts';
import type { Scalar } from './tree.ts';

const DATE_OR_BLANK = /^(\d{4}-\d\d-\d\d)?$/;

export interface EditorProps {
  field: RuleField | undefined;
  label: string;
  error?: string | boolean;
}

interface OneValueProps extends EditorProps {
  value: Scalar;
  onChange: (value: Scalar) => void;
}

/** A value keeps its kind: a number stays a number, a choice is exactly the value of the form. */
export function OneValue({ field, label, value, error, onChange }: OneValueProps) {
  const options = optionsOf(field, [value]);
  if (options !== undefined) {
    return (
      <Select
        {...searchedList(value === '')}
        className="condition-input"
        size="sm"
        aria-label={label}
        data={options.map(({ key, text }) => ({ value: key, label: text }))}
        value={value === '' ? null : JSON.stringify(value)}
        onChange={(key) => onChange(options.find((option) => option.key === key)?.value ?? '')}
        allowDeselect={false}
        searchable={options.length > 8}
        nothingFoundMessage={words.noChoice}
        error={error}
      />
    );
  }
  if (holdsNumbers(field) && typeof value !== 'boolean') {
    return <NumberValue field={field} label={label} value={value} error={error} onChange={onChange} />;
  }
  // A native date input shows nothing for a time of day: that is left as text.
  const isDay = field?.type === 'date' && typeof value === 'string' && DATE_OR_BLANK.test(value);
  return (
    <TextInput
      className="condition-input"
      size="sm"
      type={isDay ? 'date' : 'text'}
      aria-label={label}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

/** Shows what is typed ("1.", "12,50"). An input of numbers would drop the signs that it does not know. */
export function NumberValue({ label, value, error, onChange }: OneValueProps) {
  const [typed, setTyped] = useState(String(value));
  return (
    <TextInput
      className="condition-input"
      size="sm"
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      value={numberOrText(typed) === value ? typed : String(value)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(numberOrText(currentTarget.value));
      }}
      error={error}
    />
  );
}

interface ManyValuesProps extends EditorProps {
  values: readonly Scalar[];
  onChange: (values: Scalar[]) => void;
}

export function ManyValues({ field, label, values, error, onChange }: ManyValuesProps) {
  const options = optionsOf(field, values);
  if (options === undefined) {
    const read = (tag: string) => values.find((one) => String(one) === tag) ?? valueFrom(field, tag);
    return (
      <TagsInput
        className="condition-input"
        size="sm"
        aria-label={label}
        classNames={{ inputField: 'condition-typing' }}
        value={[...new Set(values.map(String))]}
        onChange={(tags) => onChange(tags.map(read).filter((one) => one !== ''))}
        error={error}
      />
    );
  }
  const keys = values.map((value) => JSON.stringify(value));
  return (
    <MultiSelect
      {...searchedList(true)}
      className="condition-input"
      size="sm"
      aria-label={label}
      classNames={{ ...OPTION_LIST.classNames, inputField: 'condition-typing' }}
      data={options.map(({ key, text }) => ({ value: key, label: text }))}
      value={[...new Set(keys)]}
      onChange={(chosen) => onChange(options.filter(({ key }) => chosen.includes(key)).map(({ value }) => value))}
      nothingFoundMessage={words.noChoice}
      searchable
      hidePickedOptions
      error={error}
    />
  );
}

interface ChoiceOption {
  key: string;
  text: string;
  value: Scalar;
}

/** What can be chosen, with what was chosen before though the form does not offer it; undefined: it is typed. */
function optionsOf(field: RuleField | undefined, current: readonly Scalar[]): ChoiceOption[] | undefined {
  const choices = choicesOf(field);
  if (choices === undefined) return undefined;
  const offered = choices.flatMap(({ value, label }) => (isScalar(value) ? [option(value, label)] : []));
  const others = current.filter((value) => value !== '' && !offered.some(({ key }) => key === JSON.stringify(value)));
  return [...offered, ...others.map((value) => option(value, String(value)))];
}

function choicesOf(field: RuleField | undefined): RuleField['choices'] {
  if (field?.type !== 'boolean') return field?.choices;
  return [
    { value: true, label: words.yes },
    { value: false, label: words.no },
  ];
}

function option(value: Scalar, text: string): ChoiceOption {
  return { key: JSON.stringify(value), text, value };
}

function valueFrom(field: RuleField | undefined, text: string): string | number {
  return holdsNumbers(field) ? numberOrText(text) : text;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
