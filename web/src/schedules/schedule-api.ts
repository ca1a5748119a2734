import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type Schedule = components['schemas']['ScheduleList']['items'][number];

export const schedulesQuery = queryOptions({
  queryKey: ['rules', 'schedules'],
  queryFn: async ({ signal }) => (await answer(api.GET('/schedules', { signal }))).items,
});

export const scheduleHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['rules', 'schedules', id, 'history'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/schedules/{id}/history', { params: { path: { id } }, signal }))).items,
  });
