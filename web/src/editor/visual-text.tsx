import { Skeleton } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { editor as words } from '../words/editor.ts';
import type { DocMark, DocNode } from './body-doc.ts';
import { chipOf } from './chip.ts';
import { writeLook } from './look.ts';

interface VisualTextProps {
  doc: DocNode;
  rich: boolean;
  fields: readonly RuleField[];
  /** of the text that will stand here, for who comes by keys before it does */
  id?: string;
  label?: string;
  onFocus?: () => void;
  ref?: Ref<HTMLDivElement>;
}

const TOOLS = [
  'undo',
  'redo',
  'bold',
  'italic',
  'underline',
  'heading',
  'subheading',
  'bullets',
  'numbers',
  'color',
  'size',
  'font',
  'clear',
  'table',
  'link',
  'picture',
];

/** What the visual editor is going to show, at the same place and as large: until its code is here. */
export function VisualText({ doc, rich, fields, id, label, onFocus, ref }: VisualTextProps) {
  return (
    <>
      <div className="editor-bar" aria-hidden>
        {rich && TOOLS.map((tool) => <Skeleton key={tool} w={28} h={28} />)}
        <span className="editor-gap" />
        <Skeleton w={102} h={26} />
        {rich && <Skeleton w={101} h={26} />}
      </div>
      <div className="editor-text" ref={ref} aria-busy={onFocus === undefined}>
        <div className="tiptap" {...(onFocus && { ...ASLEEP, id, 'aria-label': label, onFocus })}>
          {(doc.content ?? []).map((node, at) => part(node, at, fields))}
        </div>
      </div>
    </>
  );
}

const ASLEEP = { role: 'textbox', 'aria-multiline': true, 'aria-readonly': true, tabIndex: 0 } as const;

const TAGS: Record<string, 'p' | 'ul' | 'ol' | 'li' | 'blockquote' | 'tr' | 'td' | 'th'> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
};
const HEADINGS = ['h1', 'h2', 'h3'] as const;
const MARKS: Record<string, 'strong' | 'em' | 's' | 'u'> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
};

function part(node: DocNode, key: number, fields: readonly RuleField[]): ReactNode {
  if (node.type === 'text') return <span key={key}>{marked(node)}</span>;
  if (node.type === 'hardBreak') return <br key={key} />;
  if (node.type === 'horizontalRule') return <hr key={key} />;
  if (node.type === 'token') {
    const { kind, text } = chipOf(String(node.attrs?.['source'] ?? ''), fields);
    return (
      <span key={key} className="field-chip" data-kind={kind}>
        {text}
      </span>
    );
  }
  if (node.type === 'picture') {
    return (
      <span key={key} className="field-chip" data-kind="formula">
        {words.pictures.chip(String(node.attrs?.['alt'] ?? ''))}
      </span>
    );
  }
  if (node.type === 'table') {
    return (
      <table key={key} data-lines={node.attrs?.['lines'] === true || undefined}>
        <tbody>{(node.content ?? []).map((row, at) => part(row, at, fields))}</tbody>
      </table>
    );
  }
  const heading = node.type === 'heading' ? HEADINGS[Number(node.attrs?.['level']) - 1] : undefined;
  const Tag = heading ?? TAGS[node.type] ?? 'div';
  const inside = (node.content ?? []).map((child, at) => part(child, at, fields));
  // An empty line is as high as a written one.
  return <Tag key={key}>{inside.length > 0 ? inside : <br />}</Tag>;
}

function marked({ text, marks = [] }: DocNode): ReactNode {
  const [mark, ...others] = marks;
  const Tag = mark === undefined ? undefined : MARKS[mark.type];
  const inside = mark === undefined ? text : marked({ type: 'text', text, marks: others });
  if (mark?.type === 'look')
    return (
      <span data-look={writeLook(mark.attrs ?? {})} style={styleOf(mark)}>
        {inside}
      </span>
    );
  return Tag ? <Tag>{inside}</Tag> : inside;
}

function styleOf({ attrs }: DocMark): React.CSSProperties {
  const { color, size, font } = attrs as Partial<Record<'color' | 'size' | 'font', string | null>>;
  return { ...(color ? { color } : {}), ...(size ? { fontSize: size } : {}), ...(font ? { fontFamily: font } : {}) };
}
