import { EntitySchema } from 'typeorm';
import { instant, optionalInteger, optionalText, text } from '../columns.ts';

/**
 * One thing that happened to an e-mail or a run: only ever added. `seq`, `nth` and `hash` are null until it is linked into
 * the chain, once, moments later (docs/adr/0011-proof-records.md).
 */
export interface ProofRecordRow {
  n: number;
  /** id of the message or the run; 'installation' for where the chain begins */
  subject: string;
  kind: string;
  at: number;
  /** a JSON object as text */
  data: string;
  /** place in the chain of the installation, from 0 without a gap */
  seq: number | null;
  /** place among the records of its subject, from 0 without a gap */
  nth: number | null;
  hash: string | null;
}

export const ProofRecordTable = new EntitySchema<ProofRecordRow>({
  name: 'proof_record',
  columns: {
    n: { type: 'integer', primary: true, generated: 'increment' },
    subject: text(),
    kind: text(),
    at: instant('recorded_at'),
    data: text(),
    seq: optionalInteger(),
    nth: optionalInteger(),
    hash: optionalText(),
  },
  indices: [
    // A record is on the hot path of sending, its link is not: what is null costs nothing there.
    { name: 'proof_record_seq', columns: ['seq'], unique: true, where: '"seq" IS NOT NULL' },
    { name: 'proof_record_subject', columns: ['subject'] },
    { name: 'proof_record_open', columns: ['n'], where: '"seq" IS NULL' },
  ],
});
