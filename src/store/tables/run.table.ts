import { EntitySchema } from 'typeorm';
import { id, instant, integer, json, optionalInstant, optionalInteger, optionalText, text } from '../columns.ts';

/**
 * - draft: files and choices are gathered
 * - planning: a background job reads, matches and composes
 * - planned: every row is a composed mail, a problem, or left out
 * - approved: a person approved the hash of the plan
 * - released: waits for its time or its send window
 * - sending, paused (by a person), stopped (by itself)
 * - finished, cancelled
 */
export type RunState =
  | 'draft'
  | 'planning'
  | 'planned'
  | 'approved'
  | 'released'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'finished'
  | 'cancelled';

/** A payroll run. */
export interface RunRow {
  id: string;
  name: string;
  /** '2026-11': with the rule and the owner it says what is sent once */
  period: string;
  ruleId: string;
  /** of the rule as it was planned; 0: choices were changed since, so everything is planned anew */
  ruleVersion: number | null;
  options: object;
  state: RunState;
  stateReason: string;
  /** the ETag */
  version: number;
  /** what the planning job does just now */
  step: string;
  /** rows or documents of the step that are done, and all of them where that is known */
  stepDone: number;
  stepTotal: number | null;
  /** the process that plans; another takes over after `leaseUntil` */
  lease: string | null;
  leaseUntil: number | null;
  planHash: string | null;
  plannedAt: number | null;
  createdAt: number;
  createdBy: string;
  createdById: string;
  /** ids of all who made or changed what is planned */
  makers: string[];
  approvedHash: string | null;
  approvedAt: number | null;
  approvedBy: string | null;
  releasedAt: number | null;
  releasedBy: string | null;
  /** not before this */
  releaseAt: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  /** when the retention setting took its documents and facts away */
  purgedAt: number | null;
  /** with what the recipients were compared first; null: it was not changed since */
  comparisonWas: string | null;
  comparisonBy: string | null;
  comparisonAt: number | null;
}

export const RunTable = new EntitySchema<RunRow>({
  name: 'run',
  columns: {
    id: id(),
    name: text(),
    period: text(),
    ruleId: text('rule_id'),
    ruleVersion: optionalInteger('rule_version'),
    options: json(),
    state: text(),
    stateReason: text('state_reason'),
    version: integer(),
    step: text(),
    stepDone: integer('step_done'),
    stepTotal: optionalInteger('step_total'),
    lease: optionalText(),
    leaseUntil: optionalInstant('lease_until'),
    planHash: optionalText('plan_hash'),
    plannedAt: optionalInstant('planned_at'),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    createdById: text('created_by_id'),
    makers: json(),
    approvedHash: optionalText('approved_hash'),
    approvedAt: optionalInstant('approved_at'),
    approvedBy: optionalText('approved_by'),
    releasedAt: optionalInstant('released_at'),
    releasedBy: optionalText('released_by'),
    releaseAt: optionalInstant('release_at'),
    startedAt: optionalInstant('started_at'),
    finishedAt: optionalInstant('finished_at'),
    purgedAt: optionalInstant('purged_at'),
    comparisonWas: optionalText('comparison_was'),
    comparisonBy: optionalText('comparison_by'),
    comparisonAt: optionalInstant('comparison_at'),
  },
  indices: [{ name: 'run_state', columns: ['state'] }],
});
