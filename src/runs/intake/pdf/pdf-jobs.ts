import type { DocumentLayout } from '../../../sdk/document-layout.ts';
import type { PdfMarker } from './marker.ts';
import type { PageOwners, PdfPart } from './page-owners.ts';
import type { PdfProblem } from './pdf-problem.ts';

export interface PdfLimits {
  /** Largest PDF that is read at all. Default 50 MB. */
  maxBytes: number;
  /** The same of one that lies on the disk and is read from there. Default 600 MiB, the largest upload. */
  maxFileBytes: number;
  /** Default 20,000. */
  maxPages: number;
  /** Characters of text per document. Default 5 million. */
  maxText: number;
}

/** What a PDF is. With a problem it cannot be used: `pages` is 0 where they could not be counted. */
export interface PdfInspection {
  pages: number;
  /** True also where no password is asked for to open it, only for changing it. */
  encrypted: boolean;
  /** All text, normalised for textContains; empty for a scan. */
  text: string;
  problem?: PdfProblem;
}

export interface PdfPartBytes extends PdfPart {
  bytes: Uint8Array;
}

/** In memory, or on the disk where a combined PDF of hundreds of megabytes stays. */
export type PdfSource = { bytes: Uint8Array } | { path: string };

/** A document to be merged; its name stands in what is said of it. */
export interface NamedPdf {
  name: string;
  bytes: Uint8Array;
}

/** Kind of job -> what goes in beside the limits, and what comes out. */
export interface PdfJobs {
  inspect: { input: { bytes: Uint8Array }; output: PdfInspection };
  split: { input: PdfSource & { marker: PdfMarker }; output: PageOwners & { pages: number } };
  extract: { input: PdfSource & { parts: PdfPart[] }; output: PdfPartBytes[] };
  encrypt: { input: { bytes: Uint8Array; password: string }; output: Uint8Array };
  /** in their order, with all their pages */
  merge: { input: { files: NamedPdf[] }; output: Uint8Array };
  draw: { input: { layout: DocumentLayout }; output: Uint8Array };
}

export type PdfJobKind = keyof PdfJobs;

export type PdfJob = { [K in PdfJobKind]: { kind: K } & PdfJobs[K]['input'] }[PdfJobKind];
