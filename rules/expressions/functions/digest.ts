import { escapeHtml, type Helper, HelperProblem, SafeHtml, textOf } from '../helper.ts';

const MOST_FIELDS = 500;
const HEADINGS = { field: 'Field', before: 'Before', after: 'After' };

export const helper: Helper = {
  name: 'digest',
  summary: 'What changed, as a table of old and new values: all of it, or the named fields; the headings can be given',
  usage: '{{digest instance.changes "amount" "note" before="Old" after="New"}}',
  arity: [1, 51],
  options: Object.keys(HEADINGS),
  lenient: false,
  run: ([changes, ...fields], { kind, options }) => {
    if (!Array.isArray(changes)) throw new HelperProblem('Name the list of changes: instance.changes.');
    const wanted = fields.map(textOf);
    const shown = changes.map(changeOf).filter(({ field }) => wanted.length === 0 || wanted.includes(field));
    if (shown.length > MOST_FIELDS) throw new HelperProblem(`A digest has at most ${MOST_FIELDS} fields.`);
    const head = Object.entries(HEADINGS).map(([name, word]) => textOf(options[name] ?? word));
    const rows = shown.map(({ title, before, after }) => [title, before, after]);
    return kind === 'html'
      ? asHtml(head, rows)
      : rows.map(([title, ...values]) => `${title}: ${values.join(' -> ')}`).join('\n');
  },
};

function changeOf(change: unknown): { field: string; title: string; before: string; after: string } {
  if (typeof change !== 'object' || change === null)
    throw new HelperProblem('Name the list of changes: instance.changes.');
  const { field, title, old, new: now } = change as Record<string, unknown>;
  return { field: textOf(field), title: textOf(title ?? field), before: shown(old), after: shown(now) };
}

/** A person or a file by its name; of rows their number, for a table does not fit into a cell. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return textOf(value);
  if (Array.isArray(value)) {
    const simple = value.every((item) => typeof item !== 'object' || item === null);
    return simple ? value.map(shown).join(', ') : `(${value.length})`;
  }
  const { name, email, file } = value as Record<string, unknown>;
  return shown([name, email, file].find((one) => typeof one === 'string' && one !== '') ?? '');
}

function asHtml(head: string[], rows: string[][]): SafeHtml {
  const cells = (tag: string, row: string[]) =>
    `<tr>${row.map((text) => `<${tag} align="left">${escapeHtml(text)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => cells('td', row)).join('');
  return new SafeHtml(`<table border="1" cellpadding="4" cellspacing="0">${cells('th', head)}${body}</table>`);
}
