import { type ScheduleInput, scheduleInputSchema } from '../../schemas/schedule.gen.ts';
import type { Route, RouteRequest } from '../../src/http/route.ts';
import { cursorOf, readCursor } from '../../src/sdk/index.ts';
import type { ScheduleRow } from '../../src/store/tables/schedule.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { EVENT, listOf } from '../answers.ts';
import { authorOf, idOf, ifMatch } from '../request.ts';
import { fireNow } from './fire-schedule.ts';
import { hookRoutes } from './hook.routes.ts';
import { getSchedule, listRuns, listSchedules } from './schedule.store.ts';
import {
  NEXT_RUNS,
  SCHEDULE,
  SCHEDULE_LIST,
  SCHEDULE_RUN,
  scheduleNextSchema,
  scheduleRunView,
  scheduleView,
} from './schedule-answers.ts';
import {
  changeSchedule,
  createSchedule,
  deleteSchedule,
  pauseSchedule,
  previewRuns,
  resumeSchedule,
  type ScheduleDeps,
} from './schedules.ts';
import { timingText } from './timing-text.ts';

const allow = ['administrator', 'designer'] as const;
const tag = 'schedules';
const MOST_LINES = 200;
const stored = { status: 200, description: 'The schedule as stored', schema: SCHEDULE };

/** When rules look at stored facts by themselves. */
export function scheduleRoutes(deps: ScheduleDeps): Route[] {
  return [...readRoutes(deps), ...changeRoutes(deps), ...stepRoutes(deps), ...hookRoutes(deps)];
}

function answerSchedule(row: ScheduleRow) {
  return { body: scheduleView(row), etag: String(row.version) };
}

async function page(read: Tx, { after, limit }: RouteRequest['query']) {
  const most = Number(limit ?? MOST_LINES);
  const [name = '', id = ''] = after === undefined ? [] : readCursor(after, 2);
  const place = after === undefined ? undefined : { name, id };
  const rows = await listSchedules(read, { after: place, limit: most + 1 });
  const items = rows.slice(0, most);
  const last = rows.length > most ? items.at(-1) : undefined;
  return { items: items.map(scheduleView), next: last === undefined ? null : cursorOf([last.name, last.id]) };
}

function readRoutes({ rules }: ScheduleDeps): Route[] {
  const { read } = rules.store;
  return [
    {
      method: 'GET',
      path: '/schedules',
      id: 'listSchedules',
      summary: 'Schedules by name, with their last and next runs',
      tag,
      allow,
      query: {
        after: { description: '`next` of the page before', schema: { type: 'string', minLength: 1, maxLength: 2000 } },
        limit: {
          description: `Default ${MOST_LINES}`,
          schema: { type: 'integer', minimum: 1, maximum: MOST_LINES },
        },
      },
      answer: { status: 200, description: 'The schedules of this page', schema: SCHEDULE_LIST },
      handler: async ({ query }) => ({ body: await page(read, query) }),
    },
    {
      method: 'GET',
      path: '/schedules/:id',
      id: 'getSchedule',
      summary: 'One schedule',
      tag,
      allow,
      answer: stored,
      handler: async (request) => answerSchedule(await getSchedule(read, idOf(request))),
    },
    {
      method: 'GET',
      path: '/schedules/:id/history',
      id: 'listScheduleRuns',
      summary: 'What became of its last 200 runs, the newest first',
      tag,
      allow,
      answer: { status: 200, description: 'The runs', schema: listOf('ScheduleRunList', SCHEDULE_RUN) },
      handler: async (request) => {
        const { id } = await getSchedule(read, idOf(request));
        return { body: { items: (await listRuns(read, id)).map(scheduleRunView) } };
      },
    },
    {
      method: 'POST',
      path: '/schedules/next',
      id: 'previewSchedule',
      audit: { exempt: 'It stores and sends nothing.' },
      summary: 'The next five runs of a schedule that is not saved yet',
      tag,
      allow,
      body: scheduleNextSchema,
      answer: { status: 200, description: 'In words, and its next runs', schema: NEXT_RUNS },
      handler: async ({ body }) => {
        const input = body as ScheduleInput;
        return { body: { text: timingText(input.timing), runs: previewRuns(input, rules.clock.now()) } };
      },
    },
  ];
}

function changeRoutes(deps: ScheduleDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/schedules',
      id: 'createSchedule',
      audit: 'schedule',
      summary: 'A new schedule, active at once',
      tag,
      allow,
      body: scheduleInputSchema,
      answer: { ...stored, status: 201 },
      handler: async (request) =>
        answerSchedule(await createSchedule(deps, request.body as ScheduleInput, authorOf(request))),
    },
    {
      method: 'PUT',
      path: '/schedules/:id',
      id: 'changeSchedule',
      audit: 'schedule',
      summary: 'Change a schedule: it begins anew, also when it had ended',
      tag,
      allow,
      headers: ifMatch,
      body: scheduleInputSchema,
      answer: stored,
      handler: async (request) =>
        answerSchedule(await changeSchedule(deps, idOf(request), request.body as ScheduleInput, authorOf(request))),
    },
    {
      method: 'DELETE',
      path: '/schedules/:id',
      id: 'deleteSchedule',
      audit: 'schedule',
      summary: 'Delete a schedule and its history; its e-mails stay',
      tag,
      allow,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        const { id, name } = await getSchedule(deps.rules.store.read, idOf(request));
        request.note?.({ subject: { id, name } });
        await deleteSchedule(deps, id, authorOf(request));
        return { status: 204 };
      },
    },
  ];
}

function stepRoutes(deps: ScheduleDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/schedules/:id/pause',
      id: 'pauseSchedule',
      audit: 'schedule',
      summary: 'Let a schedule rest; what falls into that time is not made up for',
      tag,
      allow,
      headers: ifMatch,
      answer: stored,
      handler: async (request) => answerSchedule(await pauseSchedule(deps, idOf(request), authorOf(request))),
    },
    {
      method: 'POST',
      path: '/schedules/:id/resume',
      id: 'resumeSchedule',
      audit: 'schedule',
      summary: 'Let a schedule go on with its next run from now',
      tag,
      allow,
      headers: ifMatch,
      answer: stored,
      handler: async (request) => answerSchedule(await resumeSchedule(deps, idOf(request), authorOf(request))),
    },
    {
      method: 'POST',
      path: '/schedules/:id/run',
      id: 'runSchedule',
      audit: 'schedule',
      summary: 'Run a schedule now, whatever its state; its times stay',
      tag,
      allow,
      answer: { status: 201, description: 'The event, with what the rule decided', schema: EVENT },
      handler: async (request) => {
        const row = await getSchedule(deps.rules.store.read, idOf(request));
        request.note?.({ subject: { id: row.id, name: row.name } });
        return { body: await fireNow(deps.rules, row) };
      },
    },
  ];
}
