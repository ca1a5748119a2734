import { isProblem, problemOf } from '../api/problem.ts';
import { DEFAULT, type TemplateInput } from './template-api.ts';

/** A sentence of the server at an input of this page. */
export interface Mistake {
  inputId: string;
  message: string;
  line?: number;
  column?: number;
}

/** What the server refused, at the inputs of this page; of other languages with their name. */
export function mistakesOf(error: unknown, draft: TemplateInput, language: string): Mistake[] {
  if (!isProblem(error, 'VALIDATION', 'TEMPLATE', 'CONFLICT')) return [];
  return (problemOf(error).errors ?? []).map(({ path, message, ...place }) => {
    const [, list, index, part] = path.split('/');
    if (list !== 'texts' || index === undefined) return { inputId: `template-${list ?? 'name'}`, message };
    const tag = draft.texts[Number(index)]?.language ?? DEFAULT;
    if (tag !== language) return { inputId: `language-${tag}`, message: `${tag}: ${message}` };
    return { inputId: `template-${part ?? 'html'}`, message, ...(place as { line?: number; column?: number }) };
  });
}
