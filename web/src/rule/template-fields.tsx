import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { templatesQuery } from '../templates/template-api.ts';
import { AnchorLink } from '../ui/link.tsx';
import { ruleTemplate as words } from '../words/rule-template.ts';
import type { ActionPartProps } from './action-part.ts';
import { emailInputId, errorAt } from './findings.ts';

const NONE = '';

/** The template of the library that an email has its text from, and where the recipient's language stands. */
export function TemplateFields({ index, params, set, findings }: Omit<ActionPartProps, 'suffix'>) {
  const { template, language } = params;
  const { data } = useQuery(templatesQuery);
  const emails = data?.filter(({ kind }) => kind === 'email') ?? [];
  const isGone = data !== undefined && template !== undefined && !emails.some(({ id }) => id === template);
  const at = (name: 'template' | 'language') => errorAt(findings, `/actions/${index}/params/${name}`);
  // Who has no library is not asked about it.
  if (emails.length === 0 && template === undefined) return null;
  return (
    <>
      <Select
        id={emailInputId(index, 'template')}
        label={words.label}
        description={template === undefined ? undefined : words.text}
        data={[
          { value: NONE, label: words.none },
          ...emails.map(({ id, name }) => ({ value: id, label: name })),
          ...(isGone ? [{ value: template, label: words.gone }] : []),
        ]}
        value={template ?? NONE}
        onChange={(id) => set('template', id === NONE || id === null ? undefined : id)}
        allowDeselect={false}
        searchable={emails.length > 8}
        error={at('template')}
      />
      {template !== undefined && !isGone && (
        <AnchorLink to="/rules/templates/$id" params={{ id: template }} size="sm">
          {words.open}
        </AnchorLink>
      )}
      {template !== undefined && (
        <TextInput
          id={emailInputId(index, 'language')}
          label={words.language}
          description={words.languageText}
          value={language ?? ''}
          onChange={(event) => set('language', event.currentTarget.value || undefined)}
          error={at('language')}
        />
      )}
    </>
  );
}
