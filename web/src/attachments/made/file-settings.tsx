import { NumberInput, Select, SimpleGrid, Stack } from '@mantine/core';
import type { RuleField } from '../../api/rule-field.ts';
import { madeFile as words } from '../../words/made-file.ts';
import type { Attachment, LinkChoice } from '../attachment.ts';
import { AttachmentsInput } from '../attachments-input.tsx';
import { below, problemAt, type Spot } from '../spot.ts';
import { DocumentFields } from './document-fields.tsx';
import { withPart } from './list-change.ts';

const LINKS = ['never', 'above_limit', 'always'] as const satisfies LinkChoice[];
const LINK_DAYS = { default: 30, most: 365 };

interface FileSettingsProps {
  spot: Spot;
  entry: Attachment;
  isPart: boolean;
  fields: readonly RuleField[];
  onChange: (entry: Attachment) => void;
  /** 1: files that are to be merged are on their way, or were refused; -1: no more */
  onUploads: (by: 1 | -1) => void;
}

/** What a file that is made consists of, where it is kept, and whether it goes as a link. */
export function FileSettings({ spot, entry, isPart, fields, onChange, onUploads }: FileSettingsProps) {
  return (
    <Stack gap="sm" mt="xs">
      {'document' in entry && (
        <DocumentFields
          spot={below(spot, 'document', 'layout')}
          layout={entry.document.layout}
          fields={fields}
          onChange={(layout) => onChange({ ...entry, document: { ...entry.document, layout } })}
        />
      )}
      {'merge' in entry && (
        <AttachmentsInput
          isMerge
          spot={below(spot, 'merge')}
          value={entry.merge}
          onChange={(merge) => onChange({ ...entry, merge })}
          fields={fields}
          onUploads={onUploads}
        />
      )}
      {!isPart && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <LinkFields {...{ spot, entry, onChange }} />
          {('document' in entry || 'merge' in entry) && <StoreIn {...{ spot, entry, fields, onChange }} />}
        </SimpleGrid>
      )}
    </Stack>
  );
}

type LinkFieldsProps = Pick<FileSettingsProps, 'spot' | 'entry' | 'onChange'>;

function LinkFields({ spot, entry, onChange }: LinkFieldsProps) {
  const { link = 'never', linkDays } = entry;
  const choose = (value: string | null) => {
    const next = LINKS.find((known) => known === value && known !== 'never');
    onChange(withPart(next ? entry : withPart(entry, 'linkDays', undefined), 'link', next));
  };
  return (
    <>
      <Select
        id={below(spot, 'link').id}
        label={words.link}
        data={LINKS.map((value) => ({ value, label: words.links[value] }))}
        value={link}
        onChange={choose}
        allowDeselect={false}
        error={problemAt(below(spot, 'link'))?.error}
      />
      {link !== 'never' && (
        <NumberInput
          id={below(spot, 'linkDays').id}
          label={words.linkDays}
          min={1}
          max={LINK_DAYS.most}
          clampBehavior="strict"
          allowDecimal={false}
          value={linkDays ?? LINK_DAYS.default}
          onChange={(days) =>
            onChange(withPart(entry, 'linkDays', typeof days === 'number' && days >= 1 ? days : undefined))
          }
          error={problemAt(below(spot, 'linkDays'))?.error}
        />
      )}
    </>
  );
}

interface StoreInProps extends Omit<FileSettingsProps, 'isPart' | 'entry' | 'onUploads'> {
  entry: Extract<Attachment, { storeIn?: string }>;
}

function StoreIn({ spot, entry, fields, onChange }: StoreInProps) {
  const chosen = entry.storeIn;
  const own = fields.filter(({ type, path, fact }) => type === 'file' && path === undefined && fact !== 'row');
  const choices = own.map(({ fact, label }) => ({ value: fact, label }));
  const isKnown = chosen === undefined || choices.some(({ value }) => value === chosen);
  if (choices.length === 0 && isKnown) return null;
  return (
    <Select
      id={below(spot, 'storeIn').id}
      label={words.storeIn}
      description={words.storeInText}
      placeholder={words.storeInNone}
      data={isKnown ? choices : [{ value: chosen, label: words.gone(chosen) }, ...choices]}
      value={chosen ?? null}
      onChange={(field) => onChange(withPart(entry, 'storeIn', field ?? undefined))}
      clearable
      clearButtonProps={{ 'aria-label': words.storeInClear, 'aria-hidden': false, tabIndex: 0 }}
      error={problemAt(below(spot, 'storeIn'))?.error}
    />
  );
}
