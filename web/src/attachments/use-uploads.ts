import { useEffect, useRef, useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { attachments as words } from '../words/attachments.ts';
import { sizeText } from './attachment.ts';
import { type StoredFile, uploadFile } from './upload.ts';

/** What the server takes (its UPLOAD_BYTES). */
export const MOST_MEGABYTES = 30;

export interface Upload {
  key: number;
  file: File;
  part: number;
  /** why it ended without a file */
  problem?: string;
  /** another try could help */
  canRetry: boolean;
}

/** Files on their way to the server. What is still under way when the page is left is given up. */
export function useUploads(onStored: (file: StoredFile) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const lastKey = useRef(0);
  const latest = useRef(onStored);
  latest.current = onStored;
  useEffect(() => {
    const { current } = running;
    return () => {
      for (const controller of current.values()) controller.abort();
    };
  }, []);

  const set = (key: number, change: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  const drop = (key: number) => setUploads((all) => all.filter((upload) => upload.key !== key));
  const run = async (key: number, file: File) => {
    const controller = new AbortController();
    running.current.set(key, controller);
    try {
      const onProgress = (part: number) => set(key, { part });
      latest.current(await uploadFile({ file, signal: controller.signal, onProgress }));
      drop(key);
    } catch (error) {
      if (controller.signal.aborted) drop(key);
      else {
        const { detail, retryable } = problemOf(error);
        set(key, { problem: detail, canRetry: retryable });
      }
    } finally {
      running.current.delete(key);
    }
  };
  return {
    uploads,
    add: (files: readonly File[]) => {
      for (const file of files) {
        const key = ++lastKey.current;
        const problem = refusalOf(file);
        setUploads((all) => [...all, { key, file, part: 0, canRetry: false, ...(problem ? { problem } : {}) }]);
        if (problem === undefined) void run(key, file);
      }
    },
    retry: ({ key, file }: Upload) => {
      setUploads((all) => all.map((one) => (one.key === key ? { key, file, part: 0, canRetry: false } : one)));
      void run(key, file);
    },
    /** Cancels what runs, dismisses what failed. */
    end: ({ key }: Upload) => {
      const controller = running.current.get(key);
      if (controller) controller.abort();
      else drop(key);
    },
  };
}

function refusalOf({ size }: File): string | undefined {
  if (size === 0) return words.empty;
  return size > MOST_MEGABYTES * 1024 * 1024 ? words.tooBig(sizeText(size), MOST_MEGABYTES) : undefined;
}
