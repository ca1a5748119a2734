/** A piece of a Handlebars template: text as it is shown, or everything from `{{` to its end, word for word. */
export type Piece = { kind: 'text'; text: string } | { kind: 'token'; source: string };

/** What stands inside braces may hold braces itself: in quotes, in [segments] and in comments. */
const INSIDE = /"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[[^\]]*\]|\}\}|\{\{/g;
const OPENS = /^\{\{~?[#^]\s*([^\s}~]+)/;
const CLOSES = /^\{\{~?\/\s*([^\s}~]+)/;
/** A dot path of names, as the grammar of Handlebars has them. */
const NAME = '[^\\s!"#%-,./;->@[-^`{-~]+';
const FIELD = new RegExp(`^\\{\\{\\s*(${NAME}(?:\\.${NAME})*)\\s*\\}\\}$`);
const WORDS = ['this', 'else', 'true', 'false', 'null', 'undefined'];

/**
 * Text and tokens of a template. A block (`{{#if a}}...{{/if}}`) is one token. What is opened and never closed stays
 * text. `unclosed`: it holds such text, so that the server will refuse it.
 */
export function scanTemplate(template: string): { pieces: Piece[]; unclosed: boolean } {
  const pieces: Piece[] = [];
  let unclosed = false;
  let start = 0;
  let from = 0;
  for (let at = template.indexOf('{{'); at !== -1; at = template.indexOf('{{', from)) {
    const end = isEscaped(template, at) ? undefined : tokenEnd(template, at);
    if (end === undefined) {
      unclosed ||= !isEscaped(template, at);
      from = at + 2;
      continue;
    }
    addText(pieces, shownBefore(template.slice(start, at)));
    pieces.push({ kind: 'token', source: template.slice(at, end) });
    start = end;
    from = end;
  }
  addText(pieces, template.slice(start));
  return { pieces, unclosed };
}

/** The template again, exactly. */
export function writePieces(pieces: readonly Piece[]): string {
  return pieces
    .map((piece, index) =>
      piece.kind === 'token' ? piece.source : writtenBefore(piece.text, pieces[index + 1]?.kind === 'token'),
    )
    .join('');
}

/** A backslash before a token would make it plain text; two of them are one. */
export function writtenBefore(text: string, isTokenNext: boolean): string {
  return isTokenNext && text.endsWith('\\') ? `${text}\\` : text;
}

/** 'employee.email' of `{{employee.email}}`; undefined for helpers, blocks and the values of loops. */
export function fieldOf(source: string): string | undefined {
  const name = FIELD.exec(source)?.[1];
  return name === undefined || WORDS.includes(name) || /^\d+$/.test(name) ? undefined : name;
}

/** Whether a text is exactly one token, such as a pasted chip says of itself. */
export function isToken(source: string): boolean {
  return source.startsWith('{{') && tokenEnd(source, 0) === source.length;
}

function isEscaped(template: string, at: number): boolean {
  return template[at - 1] === '\\' && template[at - 2] !== '\\';
}

function shownBefore(text: string): string {
  return text.endsWith('\\\\') ? text.slice(0, -1) : text;
}

function addText(pieces: Piece[], text: string): void {
  if (text !== '') pieces.push({ kind: 'text', text });
}

/** Where the token that begins at `at` ends, its block included. */
function tokenEnd(template: string, at: number): number | undefined {
  const open: string[] = [];
  let position = at;
  while (position !== -1) {
    const end = bracesEnd(template, position);
    if (end === undefined) return undefined;
    const source = template.slice(position, end);
    const opened = OPENS.exec(source)?.[1];
    const closed = CLOSES.exec(source)?.[1];
    if (opened !== undefined) open.push(opened);
    else if (closed !== undefined && open.pop() !== closed) return undefined;
    if (open.length === 0) return end;
    position = nextBraces(template, end);
  }
  return undefined;
}

function nextBraces(template: string, from: number): number {
  let at = template.indexOf('{{', from);
  while (at !== -1 && isEscaped(template, at)) at = template.indexOf('{{', at + 2);
  return at;
}

function bracesEnd(template: string, at: number): number | undefined {
  if (template.startsWith('{{!--', at) || template.startsWith('{{~!--', at)) return after(template, '--}}', at + 5);
  if (template.startsWith('{{!', at)) return after(template, '}}', at + 3);
  const isTriple = template.startsWith('{{{', at);
  INSIDE.lastIndex = at + (isTriple ? 3 : 2);
  for (let found = INSIDE.exec(template); found !== null; found = INSIDE.exec(template)) {
    if (found[0] === '{{') return undefined;
    if (found[0] !== '}}') continue;
    // Longer rows of braces close only what was opened by as many.
    const length = /^\}+/.exec(template.slice(found.index))?.[0].length ?? 2;
    return length === (isTriple ? 3 : 2) ? found.index + length : undefined;
  }
  return undefined;
}

function after(template: string, text: string, from: number): number | undefined {
  const at = template.indexOf(text, from);
  return at === -1 ? undefined : at + text.length;
}
