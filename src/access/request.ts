import { NOBODY_ID, type Parameter, type RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import type { Author } from './users.ts';

export const ifMatch: Record<string, Parameter> = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};

/** The audit tells whose account it is about; of a request from nobody, that it was this person, too. */
export function tellPerson({ note, caller }: RouteRequest, { id, name }: { id: string; name: string }): void {
  note?.({ subject: { id, name }, ...(caller.id === NOBODY_ID ? { actor: { id, name } } : {}) });
}

export function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}

/** Who asks, and the version that the person saw. */
export function authorOf({ caller, headers }: RouteRequest): Author {
  const author = { id: caller.id, name: caller.name };
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return { ...author, seen: undefined };
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return { ...author, seen: Number(version) };
}
