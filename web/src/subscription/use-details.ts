import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isProblem, problemOf } from '../api/problem.ts';
import { noticeDone } from '../ui/notices.ts';
import { useTurn } from '../ui/use-turn.ts';
import { subscription } from '../words/subscription.ts';
import { checkDetails, type Details, errorsLeft, type FieldErrors, type Part, placedErrors } from './details.ts';
import { begun, changedParts, type Editing, rebased, type Stored, settled } from './editing.ts';
import { type Failure, saveParts } from './settings-queries.ts';
import { useStored } from './use-stored.ts';

/** Somebody stored this part meanwhile. */
export interface Conflict {
  part: Part;
  theirs: Stored;
}

/** The form over the settings: what is edited, what differs from what is stored, and saving it. */
export function useDetails() {
  const { stored, error, refetch } = useStored();
  const [editing, setEditing] = useState<Editing>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [conflict, setConflict] = useState<Conflict>();
  const [attempt, setAttempt] = useState(0);
  const turn = useTurn();
  useEffect(() => {
    if (stored) setEditing((before) => (before ? rebased(before, stored) : begun(stored)));
  }, [stored]);

  const saving = useMutation({
    mutationFn: saveParts,
    onSuccess: async (failure) => {
      // What was stored before a refusal is stored.
      const theirs = await refetch();
      if (failure === undefined) return noticeDone(subscription.saved);
      if (isStale(failure) && theirs) setConflict({ part: failure.part, theirs });
      setErrors(placed(failure) ?? {});
      setAttempt((n) => n + 1);
    },
    onSettled: turn.end,
  });
  const save = (now: Editing | undefined) => {
    if (now === undefined) return;
    const found = checkDetails(now.draft);
    setErrors(found);
    if (Object.keys(found).length > 0) setAttempt((n) => n + 1);
    else if (turn.take()) saving.mutate(now);
  };
  const settle = (takeTheirs: boolean) => {
    if (conflict === undefined || editing === undefined) return;
    const next = settled(editing, conflict.part, conflict.theirs, takeTheirs);
    setEditing(next);
    setConflict(undefined);
    if (!takeTheirs) save(next);
  };
  const change = <P extends Part>(part: P, values: Partial<Details[P]>) => {
    setEditing((now) => now && { ...now, draft: { ...now.draft, [part]: { ...now.draft[part], ...values } } });
    setErrors((before) => errorsLeft(before, part, values));
  };
  const failure = saving.data;
  return {
    ...{ stored, error, retry: () => void refetch(), draft: editing?.draft, change, errors, attempt },
    ...{ conflict, settle, leaveConflict: () => setConflict(undefined) },
    unsaved: editing !== undefined && changedParts(editing).length > 0,
    saving: saving.isPending,
    /** what has no place at a field and is no conflict */
    problem: failure === undefined || isStale(failure) || placed(failure) ? null : failure.error,
    save: () => save(editing),
  };
}

function isStale({ error }: Failure): boolean {
  return isProblem(error, 'STALE');
}

function placed({ part, error }: Failure): FieldErrors | undefined {
  return placedErrors(part, problemOf(error).errors);
}
