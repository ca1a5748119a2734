import { useSearch } from '@tanstack/react-router';
import { emptyTemplate } from './template-draft.ts';
import { TemplateEditor } from './template-editor.tsx';

/** A template that is not stored yet. */
export function NewTemplatePage() {
  const { kind = 'email' } = useSearch({ from: '/signed-in/rules/templates/new' });
  return <TemplateEditor start={emptyTemplate(kind)} />;
}
