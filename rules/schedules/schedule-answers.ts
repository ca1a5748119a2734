import { scheduleInputSchema } from '../../schemas/schedule.gen.ts';
import type { Json } from '../../src/sdk/index.ts';
import type { ScheduleRow, ScheduleRunRow } from '../../src/store/tables/schedule.table.ts';
import type { Timing } from './next-run.ts';
import { runsAhead } from './schedules.ts';
import { timingText } from './timing-text.ts';

const text = { type: 'string' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const optionalInstant = { type: ['integer', 'null'], description: 'Milliseconds since 1970' };

const fields = {
  id: text,
  name: text,
  rule: { ...text, description: 'Id of the rule' },
  facts: { type: 'object' },
  instances: { type: 'boolean', description: 'It looks at every instance of the form instead of the facts' },
  timeZone: { ...text, description: 'IANA' },
  timing: { type: 'object', description: 'As in ScheduleInput' },
  text: { ...text, description: 'The timing in words' },
  expires: { type: ['object', 'null'] },
  missed: { enum: ['once', 'skip'] },
  unique: { type: 'boolean', description: 'false for one that has ended' },
  state: { enum: ['active', 'paused', 'ended'] },
  nextRuns: { type: 'array', items: instant, description: 'At most five, the first one first' },
  runs: { type: 'integer', description: 'How often it ran since it was made or changed' },
  lastRunAt: optionalInstant,
  hookAt: { ...optionalInstant, description: 'When the URL of its webhook was made; null: it has none' },
  ownerId: text,
  createdAt: instant,
  createdBy: text,
  modifiedAt: instant,
  modifiedBy: text,
  version: { type: 'integer', description: 'The ETag' },
} satisfies Record<string, Json>;

export const SCHEDULE = { title: 'Schedule', type: 'object', required: Object.keys(fields), properties: fields };

export const SCHEDULE_LIST = {
  title: 'ScheduleList',
  type: 'object',
  required: ['items', 'next'],
  properties: {
    items: { type: 'array', items: SCHEDULE },
    next: { type: ['string', 'null'], description: '`after` of the next page; null: this is the last one' },
  },
};

const runFields = {
  id: text,
  dueAt: instant,
  at: { ...instant, description: 'When it was done' },
  outcome: {
    enum: ['fired', 'not_needed', 'rule_off', 'missed', 'failed'],
    description: 'not_needed: the condition no longer held; missed: no server ran when it was due',
  },
  message: { type: ['string', 'null'], description: 'Why it failed; of all instances: how many' },
  eventId: { type: ['string', 'null'], description: 'What came of it: GET /events/{id}' },
} satisfies Record<string, Json>;

export const SCHEDULE_RUN = {
  title: 'ScheduleRun',
  type: 'object',
  required: Object.keys(runFields),
  properties: runFields,
};

export const NEXT_RUNS = {
  title: 'NextRuns',
  type: 'object',
  required: ['text', 'runs'],
  properties: { text, runs: { type: 'array', items: instant, description: 'At most five; empty: it would never run' } },
};

export const scheduleNextSchema = {
  ...scheduleInputSchema,
  title: 'ScheduleNextInput',
  description: 'The times of a schedule that is not saved yet. More of it may come along.',
  required: ['timeZone', 'timing'],
} as const;

export function scheduleView(row: ScheduleRow) {
  const { ruleId, nextAt: _next, anchorAt: _anchor, lastAt, uniqueKey, hookHash: _hook, ...rest } = row;
  const shown = { rule: ruleId, unique: uniqueKey !== null, lastRunAt: lastAt, nextRuns: runsAhead(row) };
  return { ...rest, ...shown, text: timingText(row.timing as Timing) };
}

export function scheduleRunView({ scheduleId: _, ...run }: ScheduleRunRow) {
  return run;
}
