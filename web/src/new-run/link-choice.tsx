import { NumberInput, Radio, SimpleGrid } from '@mantine/core';
import { newRunParts } from '../words/new-run-parts.ts';
import type { RunDocuments } from './draft.ts';

const words = newRunParts.link;
const WAYS = ['never', 'above_limit', 'always'] as const;
const MOST_DAYS = 365;
const USUAL_DAYS = 30;

export type LinkPart = Pick<RunDocuments, 'link' | 'linkDays'>;

/** What another way of finding documents takes over. */
export function linkOf({ link, linkDays }: LinkPart): LinkPart {
  return { ...(link !== undefined && { link }), ...(linkDays !== undefined && { linkDays }) };
}

interface LinkChoiceProps {
  documents: RunDocuments;
  error: string | undefined;
  onChange: (documents: RunDocuments) => void;
}

/** Whether documents go as files or as links to this server, and how long a link works. */
export function LinkChoice({ documents, error, onChange }: LinkChoiceProps) {
  const { link = 'never', linkDays, ...rest } = documents;
  const choose = (way: string) =>
    onChange(
      way === 'never' ? rest : { ...rest, link: way as (typeof WAYS)[number], linkDays: linkDays ?? USUAL_DAYS },
    );
  return (
    <>
      <Radio.Group id="run-link" label={words.label} value={link} error={error} onChange={choose}>
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs" mt="xs">
          {WAYS.map((way) => (
            <Radio key={way} value={way} label={words[way]} description={words[`${way}Text`]} />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {link !== 'never' && (
        <NumberInput
          id="run-link-days"
          label={words.days}
          description={words.daysText}
          w={220}
          min={1}
          max={MOST_DAYS}
          allowDecimal={false}
          clampBehavior="strict"
          value={linkDays ?? USUAL_DAYS}
          onChange={(days) => onChange({ ...rest, link, linkDays: Number(days) || 1 })}
        />
      )}
    </>
  );
}
