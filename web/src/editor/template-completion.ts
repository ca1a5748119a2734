import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { RuleField } from '../api/rule-field.ts';
import { editor as words } from '../words/editor.ts';
import { sampleText } from './field-search.ts';
import { scanTemplate } from './template-scan.ts';

const NAME = /[^\s!"#%-,./;->@[-^`{-~]*(?:\.[^\s!"#%-,./;->@[-^`{-~]*)*$/;

/** Names of fields and helpers, inside braces only. */
export function completeTemplate(context: CompletionContext, fields: readonly RuleField[]): CompletionResult | null {
  const before = context.state.sliceDoc(Math.max(0, context.pos - 2000), context.pos);
  const open = before.lastIndexOf('{{');
  if (open === -1 || scanTemplate(before.slice(open)).pieces.some(({ kind }) => kind === 'token')) return null;
  const inside = before.slice(open + 2);
  const isText = (inside.match(/"/g)?.length ?? 0) % 2 === 1;
  if (isText || inside.startsWith('/') || inside.startsWith('!')) return null;
  const typed = NAME.exec(inside)?.[0] ?? '';
  const isBlock = inside === `#${typed}`;
  const isFirst = inside.trim() === typed;
  return {
    from: context.pos - typed.length,
    options: isBlock
      ? blockOptions()
      : [
          ...fields.map(fieldOption),
          ...helperOptions(isFirst || /\($/.test(inside.slice(0, inside.length - typed.length))),
        ],
    validFor: NAME,
  };
}

function fieldOption(field: RuleField): Completion {
  const sample = sampleText(field);
  return {
    label: field.name,
    detail: sample === '' ? field.label : `${field.label} · ${words.sample(sample)}`,
    boost: 1,
  };
}

function helperOptions(canBeHelper: boolean): Completion[] {
  return canBeHelper ? Object.entries(words.helpers).map(([label, detail]) => ({ label, detail })) : [];
}

function blockOptions(): Completion[] {
  return Object.entries(words.blocks).map(([label, detail]) => ({ label, detail }));
}
