import { useQueryClient } from '@tanstack/react-query';

/** Whatever the answer, the state may be another one now: it is read again. */
export function useRereadMail(id: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: ['outbox', 'mail', id] });
  };
}
