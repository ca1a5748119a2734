import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import type { PdfSource } from './pdf-jobs.ts';
import { pdfError, pdfProblem } from './pdf-problem.ts';

/** The functions of PDFium in use here; the package's own types lack those of its memory. */
interface Api {
  pdfium: {
    HEAPU8: Uint8Array;
    wasmExports: { malloc(size: number): number; free(at: number): void };
    /** 'iiiii': an int of four ints */
    addFunction(call: (...args: number[]) => number, signature: string): number;
  };
  PDFiumExt_Init(): void;
  FPDF_LoadMemDocument(at: number, size: number, password: string): number;
  FPDF_LoadCustomDocument(access: number, password: string): number;
  FPDF_GetLastError(): number;
  FPDF_CloseDocument(document: number): void;
  FPDF_GetPageCount(document: number): number;
  EPDF_IsEncrypted(document: number): boolean;
  FPDF_LoadPage(document: number, index: number): number;
  FPDF_ClosePage(page: number): void;
  FPDFText_LoadPage(page: number): number;
  FPDFText_CountChars(textPage: number): number;
  FPDFText_GetText(textPage: number, start: number, count: number, at: number): number;
  FPDFText_ClosePage(textPage: number): void;
  FPDF_CreateNewDocument(): number;
  FPDF_ImportPages(to: number, from: number, pages: string, index: number): boolean;
  PDFiumExt_OpenFileWriter(): number;
  PDFiumExt_SaveAsCopy(document: number, writer: number): number;
  PDFiumExt_GetFileWriterSize(writer: number): number;
  PDFiumExt_GetFileWriterData(writer: number, at: number, size: number): number;
  PDFiumExt_CloseFileWriter(writer: number): void;
}

/** An open document; only valid inside the function it was given to. */
export interface OpenPdf {
  pages: number;
  encrypted: boolean;
  /** Text of a page as it is drawn; pages count from 0. */
  textOf(page: number): string;
  /** A new document of these pages, in PDFium's notation: "1-3,7", counted from 1. */
  copyPages(pages: string): Uint8Array;
}

export interface Pdfium {
  withDocument<T>(bytes: Uint8Array, password: string, use: (document: OpenPdf) => T): T;
  /** A file is read piece by piece as its pages are asked for: it is never in memory as a whole. */
  withSource<T>(source: PdfSource, use: (document: OpenPdf) => T): T;
}

/** Of fpdfview.h: the document asks for a password we do not have, or has a security handler nobody knows. */
const PASSWORD = 4;
const SECURITY = 5;

export async function openPdfium(): Promise<Pdfium> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  // What it prints is told in the errors already.
  const api = (await init({ wasmBinary, printErr: () => undefined })) as unknown as Api;
  api.PDFiumExt_Init();
  const files = openFileAccess(api);
  const withDocument: Pdfium['withDocument'] = (bytes, password, use) =>
    withMemory(api, bytes.byteLength, (at) => {
      api.pdfium.HEAPU8.set(bytes, at);
      return whileOpen(api, api.FPDF_LoadMemDocument(at, bytes.byteLength, password), use);
    });
  return {
    withDocument,
    withSource: (source, use) =>
      'bytes' in source
        ? withDocument(source.bytes, '', use)
        : files.withAccess(source.path, (access) => whileOpen(api, api.FPDF_LoadCustomDocument(access, ''), use)),
  };
}

function whileOpen<T>(api: Api, document: number, use: (document: OpenPdf) => T): T {
  if (document === 0) throw openError(api.FPDF_GetLastError());
  try {
    return use(openPdf(api, document));
  } finally {
    api.FPDF_CloseDocument(document);
  }
}

/** FPDF_FILEACCESS of fpdfview.h: the length, a function that reads a block, and what is handed to it. */
const FILE_ACCESS_BYTES = 12;

/** How PDFium reads a file of the disk. A function can be given to it but not taken back, so there is one for all files. */
function openFileAccess(api: Api): { withAccess<T>(path: string, use: (access: number) => T): T } {
  let getBlock: number | undefined;
  const read = (file = 0, position = 0, at = 0, size = 0): number => {
    // It may be anywhere in 4 GB: the number comes with a sign.
    const got = readSync(file, api.pdfium.HEAPU8, at >>> 0, size >>> 0, position >>> 0);
    return got === size >>> 0 ? 1 : 0;
  };
  return {
    withAccess: (path, use) => {
      getBlock ??= api.pdfium.addFunction(read, 'iiiii');
      const file = openSync(path, 'r');
      try {
        const parts = new Uint32Array([fstatSync(file).size, getBlock, file]);
        return withMemory(api, FILE_ACCESS_BYTES, (at) => {
          api.pdfium.HEAPU8.set(new Uint8Array(parts.buffer), at);
          return use(at);
        });
      } finally {
        closeSync(file);
      }
    },
  };
}

function openPdf(api: Api, document: number): OpenPdf {
  return {
    pages: api.FPDF_GetPageCount(document),
    encrypted: api.EPDF_IsEncrypted(document),
    textOf: (page) => textOf(api, document, page),
    copyPages: (pages) => copyPages(api, document, pages),
  };
}

function openError(code: number) {
  return pdfError(pdfProblem(code === PASSWORD || code === SECURITY ? 'encrypted' : 'damaged'));
}

function textOf(api: Api, document: number, index: number): string {
  const page = api.FPDF_LoadPage(document, index);
  if (page === 0) throw damagedPage(index);
  const text = api.FPDFText_LoadPage(page);
  try {
    if (text === 0) throw damagedPage(index);
    const count = api.FPDFText_CountChars(text);
    if (count <= 0) return '';
    return withMemory(api, (count + 1) * 2, (at) => {
      const written = api.FPDFText_GetText(text, 0, count, at);
      // HEAPU8 is another object after the memory has grown: never keep it. `written` counts the closing zero.
      const { buffer } = api.pdfium.HEAPU8;
      return Buffer.from(buffer, at, Math.max(0, written - 1) * 2).toString('utf16le');
    });
  } finally {
    if (text !== 0) api.FPDFText_ClosePage(text);
    api.FPDF_ClosePage(page);
  }
}

function damagedPage(index: number) {
  return pdfError(pdfProblem('damaged', `Page ${index + 1} of the PDF is damaged and cannot be read. Make it again.`));
}

function copyPages(api: Api, from: number, pages: string): Uint8Array {
  const document = api.FPDF_CreateNewDocument();
  if (document === 0) throw pdfError(pdfProblem('memory'));
  try {
    if (!api.FPDF_ImportPages(document, from, pages, 0)) {
      throw pdfError(pdfProblem('damaged', `The pages ${pages} of the PDF are damaged and cannot be copied.`));
    }
    return save(api, document);
  } finally {
    api.FPDF_CloseDocument(document);
  }
}

function save(api: Api, document: number): Uint8Array {
  const writer = api.PDFiumExt_OpenFileWriter();
  try {
    if (!api.PDFiumExt_SaveAsCopy(document, writer)) throw pdfError(pdfProblem('damaged'));
    const size = api.PDFiumExt_GetFileWriterSize(writer);
    return withMemory(api, size, (at) => {
      api.PDFiumExt_GetFileWriterData(writer, at, size);
      return api.pdfium.HEAPU8.slice(at, at + size);
    });
  } finally {
    api.PDFiumExt_CloseFileWriter(writer);
  }
}

function withMemory<T>(api: Api, size: number, use: (at: number) => T): T {
  const { malloc, free } = api.pdfium.wasmExports;
  const at = malloc(size);
  if (at === 0) throw pdfError(pdfProblem('memory'));
  try {
    return use(at);
  } finally {
    free(at);
  }
}
