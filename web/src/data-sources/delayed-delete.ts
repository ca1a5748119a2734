import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type DataSource, deleteSource } from './data-source-queries.ts';

export const UNDO_MS = 8000;

interface Waiting {
  source: DataSource;
  timer: ReturnType<typeof setTimeout>;
}

export interface DelayedDelete {
  /** ids that are shown as deleted already */
  gone: ReadonlySet<string>;
  remove(source: DataSource): void;
  undo(id: string): void;
}

/**
 * A row goes at once; the server is told after the time for Undo, or at once when the page is left. What the server
 * refuses after all comes back.
 */
export function useDelayedDelete(onRefused: (source: DataSource, error: unknown) => void): DelayedDelete {
  const queries = useQueryClient();
  const waiting = useRef(new Map<string, Waiting>());
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const refused = useRef(onRefused);
  refused.current = onRefused;
  const back = (id: string) => setGone((before) => new Set([...before].filter((one) => one !== id)));
  const finish = async (source: DataSource, keepalive: boolean) => {
    waiting.current.delete(source.id);
    try {
      await deleteSource(source, keepalive);
    } catch (error) {
      refused.current(source, error);
    }
    await queries.invalidateQueries({ queryKey: ['connectors'] });
    back(source.id);
  };
  const finishAll = useRef<(keepalive: boolean) => void>(() => undefined);
  finishAll.current = (keepalive) => {
    for (const { source, timer } of waiting.current.values()) {
      clearTimeout(timer);
      void finish(source, keepalive);
    }
  };
  useEffect(() => {
    const leave = () => finishAll.current(true);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  return {
    gone,
    remove: (source) => {
      setGone((before) => new Set([...before, source.id]));
      const timer = setTimeout(() => void finish(source, false), UNDO_MS);
      waiting.current.set(source.id, { source, timer });
    },
    undo: (id) => {
      clearTimeout(waiting.current.get(id)?.timer);
      waiting.current.delete(id);
      back(id);
    },
  };
}
