import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { compose as words } from '../words/compose.ts';
import { addressText, readAddresses } from './address-text.ts';
import type { Draft } from './draft-queries.ts';

interface AddressInputProps {
  label: string;
  people: Draft['to'];
  onChange: (people: Draft['to']) => void;
  error: string | undefined;
}

/** Addressees as people write them, with or without names. */
export function AddressInput({ label, people, onChange, error }: AddressInputProps) {
  const [text, setText] = useState(() => addressText(people));
  return (
    <TextInput
      label={label}
      description={words.addresses}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(readAddresses(event.currentTarget.value));
      }}
      error={error}
    />
  );
}
