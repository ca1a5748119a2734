import type { ChainRecord } from './record-hash.ts';
import { recordHash } from './record-hash.ts';

/** Every record by itself, and how it follows on the one before it in both chains. Answers what is wrong, in words. */
export function checkRecords(records: readonly ChainRecord[]): string[] {
  const problems: string[] = [];
  const lastOf = new Map<string, ChainRecord>();
  const bySeq = new Map<number, ChainRecord>();
  for (const record of records) {
    if (hashOf(record) !== record.hash)
      problems.push(`${nameOf(record)} was changed: its hash is not that of its content.`);
    const twin = bySeq.get(record.seq);
    if (twin) problems.push(`${nameOf(record)} and ${nameOf(twin)} have one place in the chain.`);
    problems.push(...inSubject(record, lastOf.get(record.subject)));
    lastOf.set(record.subject, record);
    bySeq.set(record.seq, record);
  }
  for (const record of records) problems.push(...inChain(record, bySeq.get(record.seq - 1)));
  return problems;
}

/** What cannot be written canonically has no hash: it was changed for certain. */
function hashOf(record: ChainRecord): string | undefined {
  try {
    return recordHash(record);
  } catch {
    return undefined;
  }
}

function inSubject(record: ChainRecord, before: ChainRecord | undefined): string[] {
  const expected = before === undefined ? 0 : before.nth + 1;
  if (record.nth > expected) {
    const gap = record.nth - expected;
    const what = gap === 1 ? `Record ${expected}` : `${gap} records from ${expected} on`;
    return [`${what} of ${record.subject} ${gap === 1 ? 'is' : 'are'} missing before ${nameOf(record)}.`];
  }
  if (record.nth < expected)
    return [`${nameOf(record)} stands in the wrong order: it belongs before record ${before?.nth}.`];
  if (record.previousOfSubject !== (before?.hash ?? null)) {
    return [
      `${nameOf(record)} does not follow on the record before it of ${record.subject}: one of the two was replaced.`,
    ];
  }
  if (before && record.seq <= before.seq) return [`${nameOf(record)} is older in the chain than the record before it.`];
  return [];
}

function inChain(record: ChainRecord, before: ChainRecord | undefined): string[] {
  if (record.previous === null && record.seq > 0) {
    return [
      `The installation has no record ${record.seq - 1} any more, on which ${nameOf(record)} follows: it was removed there.`,
    ];
  }
  if (before && record.previous !== before.hash) {
    return [`${nameOf(record)} does not follow on ${nameOf(before)} in the chain of the installation.`];
  }
  return [];
}

function nameOf({ seq, nth, kind, subject }: ChainRecord): string {
  return `Record ${seq} (${kind}, number ${nth} of ${subject})`;
}
