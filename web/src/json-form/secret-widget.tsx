import { Button, Group, Input, PasswordInput, Stack, Text } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { useRef } from 'react';
import { jsonForm } from '../words/json-form.ts';
import { useFormContext, useSiblings } from './form-context.ts';
import { formatPointer, valueAt } from './pointer.ts';
import { isStoredMark, STORED_MARK } from './stored-secret.ts';
import { errorOf, inputProps } from './widgets.tsx';

/** A stored secret never comes to the browser: there is its mark, and a way to replace it, and back again. */
export function SecretWidget(props: WidgetProps) {
  const { stored } = useFormContext();
  const { path } = useSiblings();
  const input = useRef<HTMLInputElement>(null);
  const replaceable = isStoredMark(valueAt(stored, formatPointer([...path, props.name])));
  const replace = () => {
    props.onChange(undefined);
    // The button is gone; the next thing to do is to type.
    requestAnimationFrame(() => input.current?.focus());
  };
  if (isStoredMark(props.value)) return <SavedSecret props={props} onReplace={replace} />;
  return (
    <Stack gap={4} align="flex-start">
      <PasswordInput
        {...inputProps(props)}
        ref={input}
        w="100%"
        description={replaceable ? jsonForm.secret.leftEmpty : props.schema.description}
        autoComplete="new-password"
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
        visibilityToggleButtonProps={{ 'aria-label': jsonForm.secret.show(props.label) }}
      />
      {replaceable && (
        <Button size="compact-sm" variant="subtle" onClick={() => props.onChange(STORED_MARK)}>
          {jsonForm.secret.keep}
        </Button>
      )}
    </Stack>
  );
}

function SavedSecret({ props, onReplace }: { props: WidgetProps; onReplace: () => void }) {
  const error = errorOf(props);
  const labelId = `${props.id}-label`;
  return (
    <Stack gap={4} role="group" aria-labelledby={labelId}>
      <Input.Label component="div" id={labelId}>
        {props.label}
      </Input.Label>
      <Group gap="sm" mih={36}>
        <Text size="sm" c="dimmed">
          {jsonForm.secret.saved}
        </Text>
        <Button
          id={props.id}
          size="compact-sm"
          variant="default"
          onClick={onReplace}
          aria-label={jsonForm.secret.replaceOf(props.label)}
          disabled={props.disabled || props.readonly}
        >
          {jsonForm.secret.replace}
        </Button>
      </Group>
      {error && <Input.Error>{error}</Input.Error>}
    </Stack>
  );
}
