import { Radio, Stack } from '@mantine/core';

interface ChoicesProps<Value extends string> {
  label: string;
  description?: string;
  value: Value;
  choices: readonly { value: Value; label: string; description?: string }[];
  onChange: (value: Value) => void;
}

export function Choices<Value extends string>({ label, description, value, choices, onChange }: ChoicesProps<Value>) {
  return (
    <Radio.Group
      label={label}
      description={description}
      value={value}
      onChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen);
        if (choice) onChange(choice.value);
      }}
    >
      <Stack gap={8} mt={6}>
        {choices.map((choice) => (
          <Radio key={choice.value} {...choice} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
