import type { Parameter, RouteAnswer, RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import type { SettingStamp } from './settings.store.ts';

/** What the routes of all settings have in common: a setting with its stamp, which is its ETag. */
export const ifMatch: Record<string, Parameter> = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};

export function stamped({ value, stamp }: { value: object; stamp: SettingStamp }): RouteAnswer {
  return { body: { ...value, ...stamp }, etag: String(stamp.modifiedAt ?? 0) };
}

/** The version in If-Match, which is an instant. */
export function seenAt({ headers }: RouteRequest): number | undefined {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return undefined;
  const version = /^"?(\d{1,15})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "0".');
  return Number(version);
}
