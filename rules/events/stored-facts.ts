import { createHash } from 'node:crypto';
import { type Json, type JsonObject, sortedJson } from '../../src/sdk/index.ts';

const LONGEST_FILE = 1000;

/** The same text for equal values, whatever the order of their fields. */
export function canonicalText(value: Json): string {
  return JSON.stringify(sortedJson(value));
}

export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
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
