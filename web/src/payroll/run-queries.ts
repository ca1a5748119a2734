import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { PayrollSearch } from './payroll.route.ts';

const RUNS_ON_A_PAGE = 20;

/** One page of runs, newest first; `before` is `next` of the page before. */
export const runListQuery = ({ before, asked }: PayrollSearch = {}) =>
  queryOptions({
    queryKey: ['runs', 'list', before ?? '', asked ?? false],
    queryFn: ({ signal }) => {
      const query = { limit: RUNS_ON_A_PAGE, ...(before && { before }), ...(asked && { redirect: asked }) };
      return answer(api.GET('/runs', { params: { query }, signal }));
    },
  });

/** A run with its ETag, for If-Match of the next change. */
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', 'run', id],
    queryFn: ({ signal }) => answerWithEtag(api.GET('/runs/{id}', { params: { path: { id } }, signal })),
  });
