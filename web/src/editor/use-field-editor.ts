import { useRef, useState } from 'react';
import { editor as words } from '../words/editor.ts';
import { type DocNode, EMPTY_DOC } from './body-doc.ts';
import type { Reason } from './html-tags.ts';
import { readBody } from './read-body.ts';
import { readSubject, writeSubject } from './subject-doc.ts';
import { writeBody } from './write-body.ts';

interface Options {
  value: string;
  onChange: (template: string) => void;
  rich?: boolean;
}

interface Shown {
  mode: 'visual' | 'code';
  /** counts documents that came from outside: each is a new editor */
  generation: number;
  doc: DocNode;
  /** why it is in Code view */
  reason?: Reason | undefined;
  /** the reason is the answer to who wanted to leave Code view */
  isRefused: boolean;
  /** by the person, who goes on there */
  isSwitched: boolean;
  /** the template that `doc` was read from, and how it would be written */
  original: string;
  written: string;
}

/** Which view a template is in. What comes in as `value` is shown as it is; only edits come out. */
export function useFieldEditor({ value, onChange, rich = false }: Options) {
  const [shown, setShown] = useState(() => show(value, rich, 0));
  const [seen, setSeen] = useState(value);
  const emitted = useRef(value);
  if (value !== seen) {
    setSeen(value);
    // What this editor told comes back as its value; anything else came from outside.
    if (value !== emitted.current) setShown(show(value, rich, shown.generation + 1));
  }
  const emit = (template: string) => {
    emitted.current = template;
    onChange(template);
  };
  return {
    ...shown,
    onDocument: (doc: DocNode) => {
      const template = rich ? writeBody(doc) : writeSubject(doc);
      // Undone to the start is the start, however it was spelled.
      emit(template === shown.written ? shown.original : template);
    },
    onCode: emit,
    onRefused: () => setShown((before) => ({ ...before, mode: 'code', reason: { kind: 'schema' } })),
    switchMode: () => {
      const next = show(value, rich, shown.generation + 1);
      const mode = shown.mode === 'visual' ? 'code' : next.mode;
      const isRefused = shown.mode === 'code' && mode === 'code';
      setShown({ ...next, mode, isRefused, isSwitched: !isRefused, reason: isRefused ? next.reason : undefined });
    },
  };
}

function show(template: string, rich: boolean, generation: number): Shown {
  const rest = { generation, original: template, isRefused: false, isSwitched: false };
  if (!rich) return { ...rest, mode: 'visual', doc: readSubject(template), written: template };
  const read = readBody(template);
  if ('reason' in read) return { ...rest, mode: 'code', doc: EMPTY_DOC, reason: read.reason, written: template };
  return { ...rest, mode: 'visual', doc: read.doc, written: writeBody(read.doc) };
}

export function reasonText(reason: Reason): string {
  if ('name' in reason) return words.reasons[reason.kind](reason.name);
  return words.reasons[reason.kind];
}
