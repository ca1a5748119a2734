import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { templates as words } from '../words/templates.ts';
import type { Mistake } from './mistakes.ts';
import { DEFAULT, startersQuery, type TemplateInput, templatesQuery } from './template-api.ts';
import { emptyTemplate, type Kind, withText } from './template-draft.ts';

interface HeadFieldsProps {
  draft: TemplateInput;
  onChange: (draft: TemplateInput) => void;
  isNew: boolean;
  mistakes: readonly Mistake[];
}

const KINDS = ['email', 'layout', 'part'] as const;
const NONE = '';

/** Name, kind and layout; of a new layout what it starts from. */
export function HeadFields({ draft, onChange, isNew, mistakes }: HeadFieldsProps) {
  const errorOf = (inputId: string) => mistakes.find((one) => one.inputId === inputId)?.message;
  return (
    <>
      <TextInput
        id="template-name"
        label={words.name}
        description={draft.kind === 'part' ? words.partName : undefined}
        required
        maxLength={100}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        error={errorOf('template-name')}
      />
      {isNew && (
        <Select
          label={words.kind}
          description={words.kindTexts[draft.kind]}
          data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={draft.kind}
          onChange={(kind) => onChange({ ...emptyTemplate(kindOf(kind)), name: draft.name })}
          allowDeselect={false}
        />
      )}
      {isNew && draft.kind === 'layout' && (
        <StartFrom onChoose={(html) => onChange(withText(draft, DEFAULT, { html }))} />
      )}
      {draft.kind === 'email' && (
        <LayoutSelect
          value={draft.layoutId ?? NONE}
          onChange={(layoutId) => onChange({ ...draft, layoutId })}
          error={errorOf('template-layoutId')}
        />
      )}
    </>
  );
}

function kindOf(value: string | null): Kind {
  return KINDS.find((kind) => kind === value) ?? 'email';
}

function StartFrom({ onChoose }: { onChoose: (html: string | undefined) => void }) {
  const starters = useQuery(startersQuery).data ?? [];
  const blank = emptyTemplate('layout').texts[0]?.html;
  return (
    <Select
      label={words.startFrom}
      data={[{ value: NONE, label: words.blank }, ...starters.map(({ id, title }) => ({ value: id, label: title }))]}
      defaultValue={NONE}
      onChange={(id) => onChoose(starters.find((one) => one.id === id)?.html ?? blank)}
      allowDeselect={false}
    />
  );
}

interface LayoutSelectProps {
  value: string;
  onChange: (layoutId: string | null) => void;
  error: string | undefined;
}

function LayoutSelect({ value, onChange, error }: LayoutSelectProps) {
  const layouts = useQuery(templatesQuery).data?.filter(({ kind }) => kind === 'layout') ?? [];
  return (
    <Select
      id="template-layoutId"
      label={words.layout}
      data={[{ value: NONE, label: words.noLayout }, ...layouts.map(({ id, name }) => ({ value: id, label: name }))]}
      value={value}
      onChange={(id) => onChange(id === NONE ? null : id)}
      allowDeselect={false}
      error={error}
    />
  );
}
