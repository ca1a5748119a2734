import { Textarea } from '@mantine/core';
import type { RuleField } from '../api/rule-field.ts';
import { FieldEditor } from '../editor/field-editor.tsx';
import { templates as words } from '../words/templates.ts';
import type { Mistake } from './mistakes.ts';
import type { TemplateInput } from './template-api.ts';
import { withText } from './template-draft.ts';

interface TextFieldsProps {
  draft: TemplateInput;
  language: string;
  onChange: (draft: TemplateInput) => void;
  fields: readonly RuleField[];
  mistakes: readonly Mistake[];
}

/** What a template says in one language. */
export function TextFields({ draft, language, onChange, fields, mistakes }: TextFieldsProps) {
  const text = draft.texts.find((one) => one.language === language);
  const set = (part: 'subject' | 'html' | 'text', value: string) =>
    onChange(withText(draft, language, { [part]: value }));
  const errorOf = (inputId: string) => {
    const found = mistakes.find((one) => one.inputId === inputId);
    return found && { error: found.message, ...(found.line && { line: found.line, column: found.column ?? 1 }) };
  };
  return (
    <>
      {draft.kind === 'email' && (
        <FieldEditor
          id="template-subject"
          label={words.subject}
          value={text?.subject ?? ''}
          onChange={(value) => set('subject', value)}
          fields={fields}
          error={errorOf('template-subject')}
        />
      )}
      <FieldEditor
        id="template-html"
        label={draft.kind === 'layout' ? words.layoutHtml : words.html}
        rich
        value={text?.html ?? ''}
        onChange={(value) => set('html', value)}
        fields={fields}
        error={errorOf('template-html')}
      />
      {draft.kind !== 'layout' && (
        <Textarea
          id="template-text"
          label={words.plain}
          description={draft.kind === 'email' ? words.plainText : undefined}
          autosize
          minRows={3}
          maxRows={16}
          value={text?.text ?? ''}
          onChange={(event) => set('text', event.currentTarget.value)}
          error={errorOf('template-text')?.error}
        />
      )}
    </>
  );
}
