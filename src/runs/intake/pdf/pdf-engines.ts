import { pdfError, pdfProblem } from './pdf-problem.ts';
import { openPdfium, type Pdfium } from './pdfium.ts';
import { openQpdf, type Qpdf } from './qpdf.ts';
import { isWasmCrash, takeMemoryUse } from './wasm-memory.ts';

export interface PdfEngines {
  pdfium(): Promise<Pdfium>;
  qpdf(): Promise<Qpdf>;
  /** Runs a job; drops the engines after a crash, and after a job that left their memory large. */
  guard<T>(job: () => Promise<T>): Promise<T>;
}

/** The memory of WebAssembly never shrinks: beyond this an engine is started again (about 50 ms). */
const KEEP_BYTES = 96 * 1024 * 1024;

export function pdfEngines(): PdfEngines {
  let pdfium: Promise<Pdfium> | undefined;
  let qpdf: Promise<Qpdf> | undefined;
  const drop = (): void => {
    pdfium = undefined;
    qpdf = undefined;
  };
  return {
    pdfium: () => {
      pdfium ??= openPdfium();
      return pdfium;
    },
    qpdf: () => {
      qpdf ??= openQpdf();
      return qpdf;
    },
    guard: async (job) => {
      takeMemoryUse();
      try {
        return await job();
      } catch (thrown) {
        // A qpdf that gave up once breaks at the next document.
        qpdf = undefined;
        if (takeMemoryUse().refused) {
          drop();
          throw pdfError(pdfProblem('memory'), thrown);
        }
        if (!isWasmCrash(thrown)) throw thrown;
        drop();
        throw pdfError(pdfProblem('crashed'), thrown);
      } finally {
        if (takeMemoryUse().most > KEEP_BYTES) drop();
      }
    },
  };
}
