import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** What these days would delete at once. */
export const dueQuery = (days: { contentDays: number | null; runDays: number | null }) =>
  queryOptions({
    queryKey: ['settings', 'retention', 'due', days],
    queryFn: async ({ signal }) => {
      const query = {
        ...(days.contentDays !== null && { contentDays: days.contentDays }),
        ...(days.runDays !== null && { runDays: days.runDays }),
      };
      const due = await answer(api.GET('/settings/retention/due', { params: { query }, signal }));
      return {
        mails: days.contentDays === null ? 0 : due.mails.count,
        files: days.contentDays === null ? 0 : due.files.count,
        runs: days.runDays === null ? 0 : due.runs.count,
      };
    },
  });
