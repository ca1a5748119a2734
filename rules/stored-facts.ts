import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../src/sdk/index.ts';

const LONGEST_FILE = 1000;

/** SHA-256 over values whose fields may come in any order. */
export function hashOf(value: Json): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}

/** The facts without the bytes of files: those are in the mail already, and a payslip is kept in one place only. */
export function storedFacts(facts: JsonObject): JsonObject {
  return withoutFiles(facts) as JsonObject;
}

function withoutFiles(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) =>
      key === 'base64' && typeof item === 'string' && item.length > LONGEST_FILE
        ? ['sha256', createHash('sha256').update(item).digest('hex')]
        : [key, withoutFiles(item)],
    ),
  );
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
