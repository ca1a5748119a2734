import { CloseButton, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { outbox } from '../words/outbox.ts';

const WAIT_MS = 350;
const words = outbox.filters;

/** What is typed goes into the address after a moment; what the address says goes into the field. */
export function SearchFilter({
  value,
  onChange,
  label = words.search,
  help = words.searchHelp,
}: {
  value: string;
  onChange: (text: string) => void;
  label?: string;
  help?: string;
}) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === told.current) return;
    const timer = setTimeout(() => {
      told.current = text.trim();
      tell.current(told.current);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      label={label}
      description={help}
      value={text}
      maxLength={200}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value)}
      rightSectionPointerEvents="auto"
      rightSection={
        text !== '' && <CloseButton size="sm" aria-label={words.clear} onClick={() => setText('')} variant="subtle" />
      }
    />
  );
}
