import { useEffect, useMemo, useState } from 'react';
import { ApiError } from '../api/problem.ts';
import { inputIdOf, valueAt } from '../json-form/pointer.ts';
import { titleAt } from '../json-form/resolve.ts';
import { type FormProblem, findFormProblems } from '../json-form/validator.ts';
import { nearestShown } from '../json-form/visible.ts';
import type { FieldError } from '../ui/error-summary.tsx';
import { connection } from '../words/connection.ts';
import type { ConnectorType } from './connection-queries.ts';
import { type Draft, definitionOf } from './draft.ts';

export const SETTINGS = 'settings';
const LONGEST_NAME = 80;

export type Purpose = 'test' | 'save';

export interface Problems {
  /** what is wrong at which field; paths as the server has them: /displayName, /settings/imap/host */
  shown: FormProblem[];
  /** changes with every try, so that the summary gets the focus */
  attempt: number;
  /** Whether the values may be sent; else the problems are shown, and looked at again with every change. */
  check(purpose: Purpose): boolean;
  /** Takes the fields that the server named; false where it named none. */
  take(error: unknown): boolean;
  clear(): void;
}

/** Nothing is checked while a form is filled in for the first time; after a try, every change is, until all is well. */
export function useProblems(type: ConnectorType, draft: Draft): Problems {
  const [purpose, setPurpose] = useState<Purpose>();
  const [attempt, setAttempt] = useState(0);
  const [refused, setRefused] = useState<(FormProblem & { value: unknown })[]>([]);
  const own = useMemo(() => (purpose ? problemsOf(type, draft, purpose) : []), [purpose, type, draft]);
  const clean = own.length === 0;
  useEffect(() => {
    if (clean) setPurpose(undefined);
  }, [clean]);
  const open = refused.filter(({ path, value }) => valueAt(draft, path) === value);
  return {
    shown: [...own, ...open.filter(({ path }) => !own.some((one) => one.path === path))],
    attempt,
    check: (next) => {
      const found = problemsOf(type, draft, next);
      setRefused([]);
      setPurpose(found.length > 0 ? next : undefined);
      if (found.length > 0) setAttempt((before) => before + 1);
      return found.length === 0;
    },
    take: (error) => {
      const named = error instanceof ApiError ? (error.problem.errors ?? []) : [];
      setRefused(named.map(({ path, message }) => ({ path, message, value: valueAt(draft, path) })));
      if (named.length > 0) setAttempt((before) => before + 1);
      return named.length > 0;
    },
    clear: () => {
      setRefused([]);
      setPurpose(undefined);
    },
  };
}

function problemsOf(type: ConnectorType, draft: Draft, purpose: Purpose): FormProblem[] {
  const { displayName, settings } = definitionOf(type, draft);
  const fields = findFormProblems(type.schema, settings, `/${SETTINGS}`);
  if (purpose === 'test') return fields;
  if (displayName === '') return [{ path: '/displayName', message: connection.displayNameMissing }, ...fields];
  return displayName.length > LONGEST_NAME
    ? [{ path: '/displayName', message: connection.displayNameLong }, ...fields]
    : fields;
}

/** For the summary on top: each problem with the name of its field and the input that a link leads to. */
export function fieldErrors(type: ConnectorType, draft: Draft, problems: readonly FormProblem[]): FieldError[] {
  return problems.map(({ path, message }) => {
    if (!path.startsWith(`/${SETTINGS}/`)) return { inputId: inputIdOf(path), message };
    const { schema, uiSchema } = type;
    const pointer = path.slice(SETTINGS.length + 1);
    const title = titleAt(schema, uiSchema, draft.settings, pointer);
    const target = nearestShown(schema, uiSchema, draft.settings, pointer);
    const names = message.toLowerCase().includes(title.toLowerCase());
    return { inputId: inputIdOf(`/${SETTINGS}${target}`), message: names ? message : `${title}: ${message}` };
  });
}
