import type { RuleField } from '../../api/rule-field.ts';
import { attachments as words } from '../../words/attachments.ts';
import type { MadeDocument } from '../attachment.ts';

/** More lines than this nobody would keep. */
const MOST_LINES = 20;
const SHOWN = ['text', 'number', 'date', 'choice'];

/** A PDF to begin with: the name of the form, and its fields, each left out where it is empty. */
export function newDocument(fields: readonly RuleField[]): MadeDocument {
  const group = fields[0]?.group;
  const own = fields.filter((field) => field.group === group && SHOWN.includes(field.type)).slice(0, MOST_LINES);
  const title = group || words.newDocument;
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
