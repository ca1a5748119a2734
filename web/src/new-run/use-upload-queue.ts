import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { sendFile } from '../api/send-file.ts';
import { runQuery } from '../payroll/run-queries.ts';
import { refusalOf } from './file-check.ts';
import { columnsKey } from './match-queries.ts';
import { UploadQueue } from './upload-queue.ts';

const REREAD_MS = 1500;

/** The uploads of a run. They go on while the steps change; what is under way when the page is left is given up. */
export function useUploadQueue(id: string): UploadQueue {
  const queries = useQueryClient();
  const [queue] = useState(() => {
    let rereadAt = 0;
    return new UploadQueue({
      check: refusalOf,
      send: ({ kind, file }, signal, onProgress) => {
        const query = new URLSearchParams({ kind, name: file.name });
        return sendFile(`/runs/${id}/files?${query}`, { file, signal, onProgress });
      },
      onEnded: (isLast) => {
        // Not after each of a thousand files.
        if (!isLast && Date.now() - rereadAt < REREAD_MS) return;
        rereadAt = Date.now();
        void queries.invalidateQueries({ queryKey: runQuery(id).queryKey });
        void queries.invalidateQueries({ queryKey: columnsKey(id) });
      },
    });
  });
  useEffect(() => () => queue.close(), [queue]);
  return queue;
}

export function useQueueState(queue: UploadQueue) {
  return useSyncExternalStore(queue.listen, queue.state);
}
