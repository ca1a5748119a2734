import { Text } from '@mantine/core';
import type { RuleField } from '../api/rule-field.ts';
import { editor as words } from '../words/editor.ts';
import { sampleText } from './field-search.ts';

/** A field in a list: its label, and below where it comes from and what it may hold. */
export function FieldLine({ field }: { field: RuleField }) {
  const sample = sampleText(field);
  return (
    <>
      <Text size="sm" className="any-break">
        {field.label}
      </Text>
      <Text size="xs" className="field-note">
        {sample === '' ? field.group : `${field.group} · ${words.sample(sample)}`}
      </Text>
    </>
  );
}
