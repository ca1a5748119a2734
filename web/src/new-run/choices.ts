import type { Run } from '../payroll/run-model.ts';
import type { FieldError } from '../ui/error-summary.tsx';
import { newRunParts } from '../words/new-run-parts.ts';
import { newRunRows } from '../words/new-run-rows.ts';
import type { RunDocuments, RunOptions } from './draft.ts';
import type { RunColumn } from './match-queries.ts';
import { partOf } from './part-choice.ts';
import { suggestColumns } from './suggest-columns.ts';

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;

/** A column in a template; names that are no plain words stand in square brackets. */
export function templateOf(column: string): string {
  return PLAIN.test(column) ? `{{${column}}}` : `{{[${column}]}}`;
}

export function filePattern(column: string): string {
  return `${templateOf(column)}.pdf`;
}

/** The same way of finding documents, with what it needs at least. */
export function documentsBy(by: RunDocuments['by'], options: RunOptions, columns: readonly RunColumn[]): RunDocuments {
  const { pattern, text, column } = options.documents ?? {};
  if (by === 'name') return { by, pattern: pattern ?? filePattern(options.ownerField ?? '') };
  if (by === 'column') return { by, column: column ?? suggestColumns(columns).fileColumn ?? '' };
  if (by === 'layout') return { ...options.documents, by };
  return by === 'marker' ? { by, text: text ?? '' } : { by };
}

/** With other columns and, for a run that was never checked, a way to its documents. Undefined: nothing to suggest. */
export function suggestedOptions(
  options: RunOptions,
  columns: readonly RunColumn[],
  run: Pick<Run, 'files' | 'plan'>,
): RunOptions | undefined {
  const has = (name: string | undefined) => columns.some((column) => column.name === name);
  const found = suggestColumns(columns);
  const ownerField = has(options.ownerField) ? options.ownerField : found.ownerField;
  const addressField = has(options.addressField) ? options.addressField : found.addressField;
  const next: RunOptions = {
    ...options,
    ...(ownerField !== undefined && { ownerField }),
    ...(addressField !== undefined && { addressField }),
  };
  const files = run.files.filter(({ kind, state }) => kind === 'documents' && state !== 'uploading');
  const isFresh = run.plan.at === null && (options.documents?.by ?? 'none') === 'none';
  if (isFresh && files.length > 0) next.documents = documentsFor(files, next, columns);
  const same = JSON.stringify(next) === JSON.stringify(options);
  return same ? undefined : next;
}

function documentsFor(files: readonly { name: string }[], options: RunOptions, columns: readonly RunColumn[]) {
  const isOnePdf = files.length === 1 && /\.pdf$/i.test(files[0]?.name ?? '');
  if (isOnePdf) return documentsBy('marker', options, columns);
  return documentsBy(suggestColumns(columns).fileColumn === undefined ? 'name' : 'column', options, columns);
}

/** What is missing or cannot be, as far as this page knows. */
export function choiceErrors(options: RunOptions, columns: readonly RunColumn[]): FieldError[] {
  const errors: FieldError[] = [];
  const has = (name = '') => columns.some((column) => column.name === name);
  const add = (inputId: string, message: string) => errors.push({ inputId, message });
  if (!has(options.ownerField)) add('run-owner', newRunRows.columns.missing(options.ownerField ?? ''));
  if (!has(options.addressField)) add('run-address', newRunRows.columns.missing(options.addressField ?? ''));
  const { by = 'none', pattern = '', column = '', text } = options.documents ?? {};
  const words = newRunRows.documents;
  if (by === 'name' && pattern.trim() === '') add('run-pattern', words.missing(words.pattern));
  if (by === 'column' && !has(column)) add('run-file-column', newRunRows.columns.missing(column));
  const marked = text?.trim() || (text === undefined && pattern !== '');
  if (by === 'marker' && !marked) add('run-marker', words.missing(words.words));
  if (by === 'layout' && options.documents?.layout === undefined) add('run-layout', newRunParts.layout.missing);
  const part = partOf(options.select);
  if (part.from !== undefined && part.to !== undefined && part.from > part.to)
    add('run-part-to', newRunParts.part.order);
  if (part.column !== undefined && part.values.length === 0) add('run-part-values', newRunParts.part.valuesMissing);
  const { password } = options;
  if (password && !password.stored && !password.pattern?.trim()) add('run-password', words.missing(words.password));
  if (password?.hint.trim() === '') add('run-hint', words.missing(words.hint));
  return errors;
}

/** Without documents there is nothing to check or to lock. */
export function withDocuments(options: RunOptions, documents: RunDocuments): RunOptions {
  if (documents.by !== 'none') return { ...options, documents };
  const { password: _, ...rest } = options;
  return { ...rest, documents, numberCheck: false };
}
