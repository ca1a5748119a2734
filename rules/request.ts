import type { Parameter, RouteRequest } from '../src/http/route.ts';
import { AppError } from '../src/sdk/index.ts';
import type { RuleRow } from '../src/store/tables/rule.table.ts';
import type { Author } from './version.ts';

export const ifMatch: Record<string, Parameter> = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};

export const idempotencyKey: Record<string, Parameter> = {
  'idempotency-key': {
    description: 'The same key and content again: the first answer again. Other content: 409.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
};

export function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}

export function authorOf({ caller, headers }: RouteRequest): Author {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return { id: caller.id, name: caller.name };
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return { id: caller.id, name: caller.name, version: Number(version) };
}

export function keyOf({ headers }: RouteRequest): { idempotencyKey?: string } {
  const key = headers['idempotency-key'];
  return key === undefined ? {} : { idempotencyKey: key };
}

const RULE_FIELDS = ['name', 'trigger', 'conditions', 'actions', 'forEach', 'enabled'] as const;

/** For the audit: which parts of a rule are not as they were. */
export function changedFields(before: RuleRow, after: RuleRow): string[] {
  return RULE_FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
