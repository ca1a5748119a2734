import { NativeSelect, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { jsonForm } from '../words/json-form.ts';
import { optionsOf } from './visible.ts';

/** What all inputs of Mantine take alike. The asterisk is in words for screen readers: aria-required. */
export function inputProps(props: WidgetProps) {
  const { id, label, required, disabled, readonly, schema, uiSchema } = props;
  return {
    id,
    label,
    withAsterisk: required,
    'aria-required': required || undefined,
    disabled: disabled || readonly,
    description: optionsOf(uiSchema)['hideDescription'] ? undefined : schema.description,
    error: errorOf(props),
  };
}

export function errorOf({ rawErrors }: WidgetProps): string | undefined {
  return rawErrors && rawErrors.length > 0 ? rawErrors.join(' ') : undefined;
}

export function TextWidget(props: WidgetProps) {
  return (
    <TextInput
      {...inputProps(props)}
      value={String(props.value ?? '')}
      autoComplete={String(props.options['autocomplete'] ?? 'off')}
      spellCheck={false}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** No spinner: a turn of the wheel must not change a port. What is no number stays as it was typed, to be refused. */
export function NumberWidget(props: WidgetProps) {
  const take = (text: string) => {
    const typed = text.trim();
    props.onChange(typed === '' ? undefined : /^-?\d{1,15}$/.test(typed) ? Number(typed) : text);
  };
  return (
    <TextInput
      {...inputProps(props)}
      inputMode="numeric"
      autoComplete="off"
      value={String(props.value ?? '')}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}

export function TextareaWidget(props: WidgetProps) {
  return (
    <Textarea
      {...inputProps(props)}
      autosize
      minRows={3}
      maxRows={10}
      spellCheck={false}
      value={String(props.value ?? '')}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** Where nothing is said, it shows what that means: the default of the schema. */
export function SwitchWidget(props: WidgetProps) {
  const { id, label, disabled, description, error } = inputProps(props);
  return (
    <Switch
      id={id}
      label={label}
      description={description}
      error={error}
      disabled={disabled}
      checked={(props.value ?? props.schema.default) === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}

export function SelectWidget(props: WidgetProps) {
  return props.multiple ? <TagsWidget {...props} /> : <OneOfMany {...props} />;
}

function OneOfMany(props: WidgetProps) {
  const choices = props.options.enumOptions ?? [];
  const chosen = choices.findIndex(({ value }) => value === (props.value ?? props.schema.default));
  const emptyChoice = props.schema.default === undefined ? [{ value: '-1', label: jsonForm.choose }] : [];
  return (
    <NativeSelect
      {...inputProps(props)}
      data={[...emptyChoice, ...choices.map(({ label }, index) => ({ value: String(index), label }))]}
      value={String(chosen)}
      onChange={(event) => props.onChange(choices[Number(event.currentTarget.value)]?.value)}
    />
  );
}

/** A list of texts, or of choices; each becomes a tag. */
export function TagsWidget(props: WidgetProps) {
  const choices = props.options.enumOptions;
  const { description, ...rest } = inputProps(props);
  const tags = (Array.isArray(props.value) ? props.value : []).map((value) => labelOf(value, choices));
  return (
    <TagsInput
      {...rest}
      description={
        <>
          {description}
          {description ? ' ' : ''}
          {jsonForm.tagsHelp}
        </>
      }
      value={tags}
      data={choices?.map(({ label }) => label) ?? []}
      acceptValueOnBlur
      splitChars={[',', ';']}
      comboboxProps={{ withinPortal: true }}
      onChange={(next) => props.onChange(next.map((label) => choiceOf(label, choices)))}
    />
  );
}

type Choices = WidgetProps['options']['enumOptions'];

function labelOf(value: unknown, choices: Choices): string {
  return choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

function choiceOf(label: string, choices: Choices): unknown {
  return choices?.find((choice) => choice.label === label)?.value ?? label;
}
