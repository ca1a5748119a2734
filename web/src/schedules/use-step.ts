import { useMutation, useQueryClient } from '@tanstack/react-query';
import { noticeDone, noticeProblem } from '../ui/notices.ts';

/** Does one thing with the schedule, says that it is done, and reads the list again. */
export function useStep(step: () => Promise<string>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: (told) => noticeDone(told),
    onError: noticeProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules', 'schedules'] }),
  });
}
