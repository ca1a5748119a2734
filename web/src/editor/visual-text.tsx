import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import type { DocNode } from './body-doc.ts';
import { chipOf } from './chip.ts';

interface VisualTextProps {
  doc: DocNode;
  rich: boolean;
  fields: readonly RuleField[];
}

const TOOLS = ['undo', 'redo', 'bold', 'italic', 'heading', 'subheading', 'bullets', 'numbers', 'link'];

/** What the visual editor is going to show, at the same place and as large: until its code is here. */
export function VisualText({ doc, rich, fields }: VisualTextProps) {
  return (
    <>
      <div className="editor-bar" aria-hidden>
        {rich && TOOLS.map((tool) => <Skeleton key={tool} w={28} h={28} />)}
        <span className="editor-gap" />
        <Skeleton w={102} h={26} />
        {rich && <Skeleton w={101} h={26} />}
      </div>
      <div className="editor-text" aria-busy>
        <div className="tiptap">{(doc.content ?? []).map((node, at) => part(node, at, fields))}</div>
      </div>
    </>
  );
}

const TAGS: Record<string, 'p' | 'ul' | 'ol' | 'li' | 'blockquote'> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
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
  return Tag ? <Tag>{inside}</Tag> : inside;
}
