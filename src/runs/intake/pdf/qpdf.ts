import { createRequire } from 'node:module';
import createModule from '@neslinesli93/qpdf-wasm';
import { pdfError, pdfProblem } from './pdf-problem.ts';

/** The package's own types lack what every Emscripten program has. */
interface Api {
  callMain(args: string[]): number;
  FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
  };
}

type CreateModule = (options: { locateFile: () => string; noInitialRun: boolean }) => Promise<Api>;

export interface Qpdf {
  /** Runs qpdf over the bytes. `args` stand between the input and the output file. */
  rewrite(bytes: Uint8Array, args: readonly string[]): Uint8Array;
}

const INPUT = '/in.pdf';
const OUTPUT = '/out.pdf';
/** qpdf's exit codes: 0 done, 2 failed, 3 done although something had to be repaired. */
const FAILED = 2;

export async function openQpdf(): Promise<Qpdf> {
  const wasm = createRequire(import.meta.url).resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm');
  const api = await (createModule as unknown as CreateModule)({
    locateFile: () => wasm,
    noInitialRun: true,
  });
  return { rewrite: (bytes, args) => rewrite(api, bytes, args) };
}

function rewrite(api: Api, bytes: Uint8Array, args: readonly string[]): Uint8Array {
  api.FS.writeFile(INPUT, bytes);
  // There from the start, so that it can be removed after a failure too.
  api.FS.writeFile(OUTPUT, new Uint8Array());
  try {
    const code = api.callMain([INPUT, ...args, OUTPUT]);
    // The reason goes to stderr only; whether it opens at all has been tried with PDFium before.
    if (code === FAILED) throw pdfError(pdfProblem('damaged'));
    return api.FS.readFile(OUTPUT);
  } finally {
    api.FS.unlink(INPUT);
    api.FS.unlink(OUTPUT);
  }
}
