import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconFile, IconFileText, IconForms } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { FieldEditor } from '../editor/field-editor.tsx';
import { attachments as words } from '../words/attachments.ts';
import { type Attachment, isMade, nameOf, sizeText, titleOf } from './attachment.ts';
import { RowTools } from './row-tools.tsx';
import { below, problemAt, type Spot } from './spot.ts';

const FileSettings = lazy(async () => ({ default: (await import('./made/file-settings.tsx')).FileSettings }));
/** What is said at an input of its own, not of the file as a whole. */
const PARTS = ['name', 'document', 'merge', 'link', 'linkDays', 'storeIn'];
const SETTINGS = PARTS.slice(1);

interface AttachmentRowProps {
  spot: Spot;
  entry: Attachment;
  /** one of the PDFs that become one */
  isPart: boolean;
  isNew: boolean;
  size: number | undefined;
  /** a file is on its way into one of the list: none changes its place, and those that are merged stay in sight */
  isHeld: boolean;
  isFirst: boolean;
  isLast: boolean;
  fields: readonly RuleField[];
  onChange: (entry: Attachment) => void;
  onName: (name: string) => void;
  /** 1: files for a part of this one are on their way, or were refused; -1: no more */
  onUploads: (by: 1 | -1) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One file: what it is, its name in the email, its place. */
export function AttachmentRow({
  spot,
  entry,
  isPart,
  isNew,
  isHeld,
  size,
  fields,
  onChange,
  onName,
  onUploads,
  ...rest
}: AttachmentRowProps) {
  const title = titleOf(entry, fields);
  const isField = 'field' in entry;
  const isGone = isField && fields.length > 0 && fields.every(({ name }) => name !== entry.field);
  const isKnown = isField || 'file' in entry || 'base64' in entry || isMade(entry);
  const Glyph = isField ? IconForms : isMade(entry) ? IconFileText : IconFile;
  const wrong = isGone ? words.fieldRemovedText(entry.field) : ofWhole(spot);
  const needsName = 'base64' in entry || isMade(entry);
  const nameSpot = 'document' in entry ? below(spot, 'document', 'name') : below(spot, 'name');
  return (
    <li className="attachment" id={spot.id} tabIndex={-1}>
      <Group gap="xs" wrap="nowrap" align="center">
        <Glyph size={16} aria-hidden className="attachment-icon" />
        <Text size="sm" className="any-break attachment-title" c={isGone ? 'var(--mantine-color-error)' : undefined}>
          {title}
          {size !== undefined && (
            <Text span size="xs" c="dimmed" ml={8}>
              {sizeText(size)}
            </Text>
          )}
        </Text>
        <RowTools id={spot.id} title={title} isHeld={isHeld} {...rest} />
      </Group>
      {wrong && (
        <Text size="xs" c="var(--mantine-color-error)">
          {wrong}
        </Text>
      )}
      {isKnown && !(isPart && !needsName) && (
        <FieldEditor
          id={nameSpot.id}
          label={words.fileName}
          description={needsName ? undefined : words.ownName}
          required={needsName}
          value={nameOf(entry)}
          onChange={onName}
          fields={fields}
          error={problemAt(nameSpot)}
        />
      )}
      {isKnown && (!isPart || isMade(entry)) && (
        <Settings {...{ spot, entry, isPart, isNew, isHeld, title, fields, onChange, onUploads }} />
      )}
    </li>
  );
}

type SettingsProps = Pick<
  AttachmentRowProps,
  'spot' | 'entry' | 'isPart' | 'isNew' | 'isHeld' | 'fields' | 'onChange' | 'onUploads'
> & { title: string };

/** What the document says, or which files are merged, and whether it goes as a link. Loaded when it is opened. */
function Settings({ isNew, isHeld, title, ...part }: SettingsProps) {
  const { spot, entry } = part;
  const [opened, setOpened] = useState(isNew);
  const isOpen = opened || SETTINGS.some((name) => hasMistake(spot, name));
  const isFixed = isHeld && 'merge' in entry;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        mt={4}
        leftSection={<Chevron size={14} aria-hidden />}
        aria-expanded={isOpen}
        aria-disabled={isFixed || undefined}
        title={isFixed ? words.held : undefined}
        aria-label={`${words.settings(entry)}: ${title}`}
        onClick={() => !isFixed && setOpened(!isOpen)}
      >
        {words.settings(entry)}
      </Button>
      {isOpen && (
        <Suspense fallback={<Skeleton h={isMade(entry) ? 400 : 60} mt="xs" />}>
          <FileSettings {...part} />
        </Suspense>
      )}
    </>
  );
}

function hasMistake(spot: Spot, name: string): boolean {
  // The name of a document stands in the row itself.
  const { path } = below(spot, 'document', 'name');
  const mistakes = spot.mistakes.filter((one) => one.path !== path);
  return problemAt(below({ ...spot, mistakes }, name)) !== undefined;
}

function ofWhole(spot: Spot): string | undefined {
  const parts = PARTS.map((name) => below(spot, name).path);
  const mistakes = spot.mistakes.filter(({ path }) =>
    parts.every((part) => path !== part && !path.startsWith(`${part}/`)),
  );
  return problemAt({ ...spot, mistakes })?.error;
}
