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
  /** All pages of these documents in one. */
  join(documents: readonly Uint8Array[]): Uint8Array;
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
  return { rewrite: (bytes, args) => rewrite(api, bytes, args), join: (documents) => join(api, documents) };
}

function rewrite(api: Api, bytes: Uint8Array, args: readonly string[]): Uint8Array {
  return run(api, new Map([[INPUT, bytes]]), [INPUT, ...args]);
}

/** With the pages of each said: else this build takes the name of the next file for a range of pages. */
function join(api: Api, documents: readonly Uint8Array[]): Uint8Array {
  const files = new Map(documents.map((bytes, index) => [`/in-${index}.pdf`, bytes]));
  return run(api, files, [
    '--empty',
    '--object-streams=generate',
    '--pages',
    ...[...files.keys()].flatMap((path) => [path, '1-z']),
    '--',
  ]);
}

function run(api: Api, files: ReadonlyMap<string, Uint8Array>, args: readonly string[]): Uint8Array {
  for (const [path, bytes] of files) api.FS.writeFile(path, bytes);
  // There from the start, so that it can be removed after a failure too.
  api.FS.writeFile(OUTPUT, new Uint8Array());
  try {
    const code = api.callMain([...args, OUTPUT]);
    // The reason goes to stderr only; whether it opens at all has been tried with PDFium before.
    if (code === FAILED) throw pdfError(pdfProblem('damaged'));
    return api.FS.readFile(OUTPUT);
  } finally {
    for (const path of files.keys()) api.FS.unlink(path);
    api.FS.unlink(OUTPUT);
  }
}
