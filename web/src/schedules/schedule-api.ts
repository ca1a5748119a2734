import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type Schedule = components['schemas']['ScheduleList']['items'][number];

export const schedulesQuery = queryOptions({
  queryKey: ['rules', 'schedules'],
  queryFn: ({ signal }) => allSchedules(signal),
});

/** All pages: the list of the page is searched by eye. */
async function allSchedules(signal: AbortSignal): Promise<Schedule[]> {
  const all: Schedule[] = [];
  let after: string | null = null;
  do {
    const query: { after?: string } = after === null ? {} : { after };
    const page: components['schemas']['ScheduleList'] = await answer(
      api.GET('/schedules', { params: { query }, signal }),
    );
    all.push(...page.items);
    after = page.next;
  } while (after !== null);
  return all;
}

export const scheduleHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['rules', 'schedules', id, 'history'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/schedules/{id}/history', { params: { path: { id } }, signal }))).items,
  });
