import type { Run } from '../payroll/run-model.ts';
import { run as words } from '../words/run.ts';

const text = words.plan;

/** What a person changed in rows after their file was read. */
export function byHandOf({ changedAddresses, changedOwners, chosenDocuments }: Run['plan']): string[] {
  return [
    ...(changedAddresses > 0 ? [text.changedAddresses(changedAddresses)] : []),
    ...(changedOwners > 0 ? [text.changedOwners(changedOwners)] : []),
    ...(chosenDocuments > 0 ? [text.chosenDocuments(chosenDocuments)] : []),
  ];
}
