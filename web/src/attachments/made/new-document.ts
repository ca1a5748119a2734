import type { RuleField } from '../../api/rule-field.ts';
import { attachments as words } from '../../words/attachments.ts';
import type { MadeDocument } from '../attachment.ts';

/** More lines than this nobody would keep. */
const MOST_LINES = 20;
/** What rules see beside the fields of the form. */
const BESIDE = ['instance', 'failure', 'row'];
const SHOWN = ['text', 'number', 'date', 'choice'];

/** A PDF to begin with: the name of the form, and its fields, each left out where it is empty. */
export function newDocument(fields: readonly RuleField[]): MadeDocument {
  const own = fields.filter(({ fact, type }) => SHOWN.includes(type) && !BESIDE.includes(fact)).slice(0, MOST_LINES);
  // A field that stands in no object stands in the form.
  const title = (own.find(({ path }) => path === undefined) ?? own[0])?.group || words.newDocument;
  const lines = own.map(({ name, label }) => ({ label, value: `{{${name}}}`, when: name }));
  return {
    name: `${title}.pdf`,
    layout: {
      title,
      blocks: [
        { kind: 'heading', text: title },
        ...(lines.length > 0 ? [{ kind: 'facts' as const, lines }] : [{ kind: 'text' as const, text: '' }]),
      ],
    },
  };
}
