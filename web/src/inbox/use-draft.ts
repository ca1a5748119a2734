import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { noticeProblem } from '../ui/notices.ts';
import { type Draft, deleteDraft, saveDraft, sendDraft } from './draft-queries.ts';
import { composeLists } from './task-queries.ts';

/** What the person changes; the rest of a draft is the server's. */
export type Written = Pick<
  Draft,
  'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'html' | 'signature' | 'quote' | 'attachments'
>;

const SAVE_AFTER_MS = 3_000;

/** A draft that is saved by itself three seconds after the last change, and before it is sent. */
export function useDraft(stored: Draft) {
  const queries = useQueryClient();
  const [written, setWritten] = useState<Written>(stored);
  // Each saving answers who else has begun to answer meanwhile.
  const [others, setOthers] = useState(stored.others);
  const unsaved = useRef<Partial<Written>>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const listChanged = () => void queries.invalidateQueries(composeLists);
  const save = useMutation({
    mutationFn: async () => {
      clearTimeout(timer.current);
      const change = unsaved.current;
      if (Object.keys(change).length === 0) return;
      unsaved.current = {};
      const { attachments, ...rest } = change;
      const files = attachments ? { attachments: attachments.map(({ file }) => ({ file })) } : {};
      try {
        setOthers((await saveDraft(stored.id, { ...rest, ...files })).others);
      } catch (error) {
        // Typed meanwhile is newer.
        unsaved.current = { ...change, ...unsaved.current };
        throw error;
      }
    },
    onSuccess: listChanged,
  });
  const send = useMutation({
    mutationFn: async () => {
      await save.mutateAsync();
      return sendDraft(stored.id);
    },
    onSuccess: () => {
      listChanged();
      void queries.invalidateQueries({ queryKey: ['inbox'] });
    },
  });
  const latest = useRef(save.mutateAsync);
  latest.current = save.mutateAsync;
  // What was typed just before the page is left is saved, too.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      // Nothing of this page is left that could show the reason.
      if (Object.keys(unsaved.current).length > 0) latest.current().catch(noticeProblem);
    },
    [],
  );
  const change = (part: Partial<Written>) => {
    setWritten((before) => ({ ...before, ...part }));
    unsaved.current = { ...unsaved.current, ...part };
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save.mutate(), SAVE_AFTER_MS);
  };
  const discard = useMutation({
    mutationFn: async () => {
      clearTimeout(timer.current);
      await deleteDraft(stored.id);
      unsaved.current = {};
    },
    onSuccess: listChanged,
    onError: noticeProblem,
  });
  return { written, others, change, save, send, discard };
}
