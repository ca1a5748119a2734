import type { DocumentLayout } from '../../sdk/index.ts';
import type { ProblemKind } from '../plan/problems.ts';

/** One row of a file, or why it cannot be read. Lines count from 1, the headings included. */
export type Cell = string | number | boolean | null;
export type IntakeRow = { line: number; values: Record<string, Cell> } | { line: number; problem: string };

/** One document of a file, or why it cannot be used. */
export type IntakeDocument =
  | { name: string; owner?: string; bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }
  | { name: string; problem: { kind: ProblemKind; message: string } };

export interface IntakeFile {
  name: string;
  size: number;
  read(): AsyncIterable<Uint8Array>;
  /** the same; a chunk is over when the next one is asked for. For files with very many rows */
  readReused?(): AsyncIterable<Uint8Array>;
  signal: AbortSignal;
}

export interface InspectedDocument {
  problem?: { kind: ProblemKind; message: string };
  /** whether this number stands in the text */
  has(number: string): boolean;
}

/** How persons are told apart in a file that holds the documents of all of them. */
export type OwnerMarker = { text: string } | { pattern: string };

/** What people upload becomes rows and documents. Errors of a whole file: VALIDATION or ATTACHMENT with a sentence. */
export interface RunIntake {
  rows(file: IntakeFile): AsyncIterable<IntakeRow>;
  /** the headings and the first rows; no more of the file is read than that needs */
  firstRows(file: IntakeFile, count: number): Promise<{ headings: string[]; rows: IntakeRow[] }>;
  /** of the documents in a file; they themselves are not read */
  names(file: IntakeFile): Promise<string[]>;
  documents(file: IntakeFile, marker: OwnerMarker | undefined): AsyncIterable<IntakeDocument>;
  inspect(bytes: Uint8Array): Promise<InspectedDocument>;
  /** with AES-256; the password is in no error and no log */
  encrypt(bytes: Uint8Array, password: string): Promise<Uint8Array>;
  /** The same layout gives the same bytes. ATTACHMENT for what cannot be drawn. */
  draw(layout: DocumentLayout): Promise<Uint8Array>;
  /** All pages of these PDFs in one, in their order. ATTACHMENT, naming the one that cannot be merged. */
  merge(files: readonly { name: string; bytes: Uint8Array }[]): Promise<Uint8Array>;
  close(): Promise<void>;
}
