import type { Parameter, RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';

export const ifMatch: Record<string, Parameter> = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};

export function versionOf({ headers }: RouteRequest): number | undefined {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return undefined;
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return Number(version);
}
