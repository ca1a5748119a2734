import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../sdk/index.ts';
import type { RefusedDocument, RefusedReason, UploadedDocument } from '../intake/documents/document.ts';
import { openFiles } from '../intake/documents/open-folder.ts';
import { listZip, openZip } from '../intake/documents/open-zip.ts';
import { openPdf, type Pdf } from '../intake/pdf/open-pdf.ts';
import { textContains } from '../intake/pdf/owner-number.ts';
import type { PdfReason } from '../intake/pdf/pdf-problem.ts';
import { openRows } from '../intake/rows/open-rows.ts';
import type { ProblemKind } from '../plan/problems.ts';

import type { IntakeDocument, IntakeFile, IntakeRow, OwnerMarker, RunIntake } from './run-intake.ts';
import { RUN_UPLOAD_BYTES } from './upload.ts';

const REFUSED: Partial<Record<RefusedReason, ProblemKind>> = {
  duplicate_name: 'two_documents',
  empty: 'document_empty',
  encrypted_entry: 'document_encrypted',
  too_big: 'too_big',
};
const PDF_PROBLEMS: Partial<Record<PdfReason, ProblemKind>> = {
  empty: 'document_empty',
  encrypted: 'document_encrypted',
  too_big: 'too_big',
};

/** The threads for PDFs are started by the first one. */
export function openIntake(): RunIntake {
  let opened: Pdf | undefined;
  const pdf = () => {
    opened ??= openPdf();
    return opened;
  };
  return {
    rows: async function* (file) {
      const table = await openRows(file.readReused?.() ?? file.read(), { fileName: file.name, signal: file.signal });
      try {
        yield* table.rows;
      } finally {
        await table.close();
      }
    },
    firstRows: async (file, count) => {
      const table = await openRows(file.read(), { fileName: file.name, signal: file.signal });
      try {
        const rows: IntakeRow[] = [];
        for await (const row of table.rows) if (rows.push(row) >= count) break;
        return { headings: table.headers, rows };
      } finally {
        await table.close();
      }
    },
    names: (file) => onDisk(file, async (path) => ((await isZip(path)) ? listZip(path) : [file.name])),
    documents: (file, marker) => documentsOf(pdf, file, marker),
    inspect: async (bytes) => {
      const { problem, text } = await pdf().inspectPdf(bytes);
      const has = (number: string) => textContains(text, number);
      if (problem === undefined) return { has };
      return {
        has,
        problem: { kind: PDF_PROBLEMS[problem.reason] ?? 'document_unreadable', message: problem.message },
      };
    },
    encrypt: (bytes, password) => pdf().encryptPdf(bytes, password),
    draw: (layout) => pdf().drawPayslip(layout),
    merge: (files) => pdf().mergePdfs(files),
    close: async () => opened?.close(),
  };
}

async function onDisk<T>(file: IntakeFile, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mailrule-run-'));
  const path = join(folder, 'upload');
  try {
    await pipeline(file.read(), createWriteStream(path, { mode: 0o600 }), { signal: file.signal });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A zip file is read from its end, so it lies in a folder of its own, readable by this user only, while it is read. */
async function* documentsOf(
  pdf: () => Pdf,
  file: IntakeFile,
  marker: OwnerMarker | undefined,
): AsyncGenerator<IntakeDocument> {
  const folder = await mkdtemp(join(tmpdir(), 'mailrule-run-'));
  const path = join(folder, 'upload');
  try {
    await pipeline(file.read(), createWriteStream(path, { mode: 0o600 }), { signal: file.signal });
    // One document for all persons may be as large as an upload; that of one person is to go by e-mail.
    const limits = marker === undefined ? {} : { maxBytes: RUN_UPLOAD_BYTES };
    const options = { signal: file.signal, limits };
    const found = (await isZip(path))
      ? await openZip(path, options)
      : await openFiles([{ name: file.name, path }], options);
    try {
      for await (const document of found.documents) {
        if ('refused' in document) yield refusedDocument(document);
        else if (marker === undefined) yield { name: document.name, bytes: document.open() };
        else yield* splitDocument(pdf(), document, { folder, marker, signal: file.signal });
      }
    } finally {
      await found.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refusedDocument({ name, refused, message }: RefusedDocument): IntakeDocument {
  return { name, problem: { kind: REFUSED[refused] ?? 'document_unreadable', message } };
}

async function* splitDocument(
  pdf: Pdf,
  document: UploadedDocument,
  { folder, marker, signal }: { folder: string; marker: OwnerMarker; signal: AbortSignal },
): AsyncGenerator<IntakeDocument> {
  const { name } = document;
  // A file of its own, readable by this user only: the threads read of it what they need.
  const path = join(folder, 'combined.pdf');
  try {
    await pipeline(document.open(), createWriteStream(path, { mode: 0o600 }), { signal });
    const { parts, unowned } = await pdf.splitPdf({ path }, marker, { signal });
    // Pages that are nobody's are a document that nobody gets: it is shown, not dropped.
    for (const { from, to, message } of unowned) {
      yield { name: `${name} (pages ${from}-${to})`, problem: { kind: 'document_unreadable', message } };
    }
    for await (const part of pdf.extractParts({ path }, parts, { signal })) {
      yield { name: `${part.owner}.pdf`, owner: part.owner, bytes: [part.bytes] };
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'ATTACHMENT') throw error;
    yield { name, problem: { kind: 'document_unreadable', message: error.message } };
  }
}

/** By its first bytes (APPNOTE.TXT, 4.3.6), whatever its name says. */
async function isZip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && ['504b0304', '504b0506'].includes(buffer.toString('hex'));
  } finally {
    await handle.close();
  }
}
