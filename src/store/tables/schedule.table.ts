import { EntitySchema } from 'typeorm';
import type { JsonObject } from '../../sdk/index.ts';
import { flag, id, instant, integer, json, optionalInstant, optionalJson, optionalText, text } from '../columns.ts';

export type ScheduleState = 'active' | 'paused' | 'ended';

/** When a rule looks at stored facts by itself. */
export interface ScheduleRow {
  id: string;
  name: string;
  ruleId: string;
  facts: JsonObject;
  /** IANA */
  timeZone: string;
  /** schemas/schedule.schema.json#/$defs/timing */
  timing: Record<string, unknown>;
  expires: Record<string, unknown> | null;
  missed: 'once' | 'skip';
  state: ScheduleState;
  /** only while it is active: whoever moves it on in the transaction of the event has fired */
  nextAt: number | null;
  /** from where minutes are counted */
  anchorAt: number;
  runs: number;
  lastAt: number | null;
  /** digest of rule and facts, only of a unique one that has not ended */
  uniqueKey: string | null;
  /** the rule looks at every instance of its form instead of the facts */
  instances: boolean;
  /** SHA-256 (hex) of the token in the URL of its webhook; null: it has none */
  hookHash: string | null;
  /** when that URL was made */
  hookAt: number | null;
  ownerId: string;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
  /** the ETag */
  version: number;
}

export const ScheduleTable = new EntitySchema<ScheduleRow>({
  name: 'schedule',
  columns: {
    id: id(),
    name: text(),
    ruleId: text('rule_id'),
    facts: json(),
    timeZone: text('time_zone'),
    timing: json(),
    expires: optionalJson(),
    missed: text(),
    state: text(),
    nextAt: optionalInstant('next_at'),
    anchorAt: instant('anchor_at'),
    runs: integer(),
    lastAt: optionalInstant('last_at'),
    uniqueKey: optionalText('unique_key'),
    instances: { ...flag(), default: false },
    hookHash: optionalText('hook_hash'),
    hookAt: optionalInstant('hook_at'),
    ownerId: text('owner_id'),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
    version: integer(),
  },
  indices: [
    { name: 'schedule_next', columns: ['nextAt'], where: '"next_at" IS NOT NULL' },
    { name: 'schedule_unique_key', columns: ['uniqueKey'], unique: true },
    { name: 'schedule_hook', columns: ['hookHash'], unique: true },
  ],
});

export type ScheduleOutcome = 'fired' | 'not_needed' | 'rule_off' | 'missed' | 'failed';

/** What became of one moment at which a schedule was due. */
export interface ScheduleRunRow {
  id: string;
  scheduleId: string;
  dueAt: number;
  at: number;
  outcome: ScheduleOutcome;
  /** of a failure: why */
  message: string | null;
  eventId: string | null;
}

export const ScheduleRunTable = new EntitySchema<ScheduleRunRow>({
  name: 'schedule_run',
  columns: {
    id: id(),
    scheduleId: text('schedule_id'),
    dueAt: instant('due_at'),
    at: instant(),
    outcome: text(),
    message: optionalText(),
    eventId: optionalText('event_id'),
  },
  indices: [{ name: 'schedule_run_schedule', columns: ['scheduleId', 'id'] }],
});
