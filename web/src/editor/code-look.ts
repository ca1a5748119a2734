import { HighlightStyle, StreamLanguage, type StringStream } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Where the reader of a line is; lines follow each other in one state. */
interface Place {
  in: 'text' | 'tag' | 'comment';
  /** the quote around the value of an attribute */
  quote: string;
  /** what ends the token of the template that is being read */
  end: string;
}

/**
 * HTML with {{tokens}}, as far as colours need it. A grammar of HTML with those of CSS and JavaScript inside, which a
 * mail has not, would be larger than the rest of the code editor.
 */
export const templateLanguage = StreamLanguage.define<Place>({
  name: 'template',
  startState: () => ({ in: 'text', quote: '', end: '' }),
  token: (stream, place) => {
    if (place.end !== '') return inToken(stream, place);
    if (stream.match('{{')) {
      place.end = stream.match('!--') ? '--}}' : '}}';
      return inToken(stream, place);
    }
    if (place.in === 'comment') return inComment(stream, place);
    return place.in === 'tag' ? inTag(stream, place) : inText(stream, place);
  },
  tokenTable: { token: tags.processingInstruction },
});

function inToken(stream: StringStream, place: Place): string {
  while (!stream.eol()) {
    if (stream.match(place.end)) {
      stream.eatWhile('}');
      place.end = '';
      break;
    }
    if (place.end === '--}}' || !stream.match(/^(?:"[^"]*"|'[^']*')/)) stream.next();
  }
  return 'token';
}

function inComment(stream: StringStream, place: Place): string {
  if (stream.match('-->')) place.in = 'text';
  else stream.next();
  return 'comment';
}

function inText(stream: StringStream, place: Place): string | null {
  if (stream.match('<!--')) {
    place.in = 'comment';
    return 'comment';
  }
  if (stream.match(/^<[/!]?[a-zA-Z][^\s/>{]*/)) {
    place.in = 'tag';
    return 'tagName';
  }
  if (stream.match(/^&#?\w+;/)) return 'character';
  stream.next();
  return null;
}

function inTag(stream: StringStream, place: Place): string | null {
  if (place.quote !== '') {
    if (stream.next() === place.quote) place.quote = '';
    return 'string';
  }
  if (stream.match(/^\/?>/)) {
    place.in = 'text';
    return 'tagName';
  }
  if (stream.match(/^["']/)) {
    place.quote = stream.current();
    return 'string';
  }
  if (stream.match(/^[^\s"'<>/={]+/)) return 'attributeName';
  stream.next();
  return null;
}

/** Colours are variables of editor.css, which knows both schemes. */
export const codeHighlight = HighlightStyle.define([
  { tag: tags.processingInstruction, class: 'code-token' },
  { tag: tags.tagName, color: 'var(--code-tag)' },
  { tag: tags.attributeName, color: 'var(--code-name)' },
  { tag: [tags.string, tags.character], color: 'var(--code-string)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)' },
]);

export const codeTheme = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'var(--mantine-color-body)', color: 'var(--mantine-color-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '1.55',
    maxHeight: '60vh',
  },
  '.cm-content, .cm-gutter': { minHeight: '200px' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--mantine-color-dimmed)',
    borderRight: '1px solid var(--mantine-color-default-border)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--mantine-color-body)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--mantine-color-default-border)',
    borderRadius: '8px',
    boxShadow: 'var(--mantine-shadow-md)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mantine-font-family)',
    maxWidth: 'min(480px, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--mantine-primary-color-light)',
    color: 'var(--mantine-color-text)',
  },
  '.cm-completionDetail': { color: 'var(--mantine-color-dimmed)', fontStyle: 'normal' },
});
