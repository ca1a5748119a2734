import type { RunOptions } from '../../../schemas/run.gen.ts';
import { AppError, type JsonObject } from '../../sdk/index.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import type { RunFileRow } from '../../store/tables/run-file.table.ts';
import { firstItems } from '../rows/item.store.ts';
import { knownNameKeys, listFiles } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import { type Choices, parseChoices } from '../run-options.ts';
import { headingsOf, rowFacts, textAt } from './facts.ts';
import { documentKey, wantedName } from './match-documents.ts';
import { nameKey } from './name-key.ts';

const ROWS = 20;
/** An empty cell is no fact: a heading is known when one of these rows has a value. */
const HEADING_ROWS = 200;
const SAMPLES = 3;
/** Uploads whose names are kept in memory: while somebody types a pattern, the same ones are asked for each time. */
const MOST_KNOWN = 8;
const PDF_NAME = /\.pdf$/i;
/** Several may wait for the names of one upload: that the first one goes away stops nothing. */
const NEVER = new AbortController().signal;

interface FirstRow {
  line: number;
  facts: JsonObject;
  /** why it cannot be read */
  problem: string | null;
}

/** The columns of the uploaded rows with a few values of each. Null: there is no file yet. */
export async function runColumns(deps: RunDeps, run: RunRow, signal: AbortSignal) {
  const first = await firstRows(deps, run, signal);
  if (first === undefined) return { file: null, columns: [] };
  const columns = first.headings.map((name) => ({
    name,
    samples: first.rows.map(({ facts }) => textAt(facts, name)).slice(0, SAMPLES),
  }));
  return { file: first.file.name, columns };
}

/** How the first rows would find their person, document and password. */
export interface MatchExample {
  /** The names of documents in an upload, by its id. */
  names: Map<string, Promise<string[]>>;
}

export function createMatchExample(): MatchExample {
  return { names: new Map() };
}

/** What choices would make of the first rows, before anything is planned. Mistakes in them are refused as in a run. */
export async function tryChoices(
  { deps, known }: { deps: RunDeps; known: MatchExample },
  run: RunRow,
  options: RunOptions,
  signal: AbortSignal,
) {
  const choices = parseChoices(deps.rules, { options, period: run.period }, undefined);
  const rows = (await firstRows(deps, run, signal))?.rows ?? [];
  const names = await uploadedNames({ deps, known }, run);
  const keys = new Set(names.map(nameKey));
  // What is drawn is found in no upload.
  const isMatched = choices.documents.by !== 'none' && choices.documents.by !== 'layout';
  const lines = rows.map(({ line, facts, problem }) => {
    const owner = textAt(facts, choices.ownerField);
    const name = isMatched ? wantedName({ deps, choices }, { owner, facts }) : '';
    return { line, problem, owner, address: textAt(facts, choices.addressField), name, facts };
  });
  const stored = await knownNameKeys(deps.store.read, run.id, choices.documents.by, lines.map(wantedKey(choices)));
  return {
    documents: { total: names.length + stored.total, names: names.slice(0, ROWS) },
    rows: lines.map(({ facts, name, ...line }) => ({
      ...line,
      document: !isMatched ? null : { name, found: foundIn(name) },
      password: passwordOf(deps, choices, facts),
    })),
  };

  function foundIn(name: string): boolean | null {
    const split = choices.documents.by === 'marker';
    if (stored.keys.has(documentKey(choices.documents, name))) return true;
    // What is in a combined file is known when it has been read.
    if (split && names.length > 0) return null;
    return !split && name !== '' && keys.has(nameKey(name));
  }
}

function wantedKey({ documents }: Choices): (row: { name: string }) => string {
  return ({ name }) => documentKey(documents, name);
}

/** How long it would be; never what it is. Null: there is none, or it is not made of the row. */
function passwordOf(
  deps: RunDeps,
  { password }: Choices,
  facts: JsonObject,
): { length: number; problem: string | null } | null {
  if (password?.pattern === undefined) return null;
  try {
    return { length: deps.rules.render(password.pattern, facts).length, problem: null };
  } catch (error) {
    if (error instanceof AppError && ['MISSING_VALUE', 'TEMPLATE'].includes(error.code)) {
      return { length: 0, problem: error.message };
    }
    throw error;
  }
}

/** From the upload, or from the rows that were made of it when it is gone. */
async function firstRows(
  deps: RunDeps,
  run: RunRow,
  signal: AbortSignal,
): Promise<{ file: RunFileRow; headings: string[]; rows: FirstRow[] } | undefined> {
  const files = await listFiles(deps.store.read, run.id);
  const file = files.find(({ kind, state }) => kind === 'rows' && state !== 'uploading');
  if (file === undefined) return undefined;
  if (file.contentId === null) {
    const items = await firstItems(deps.store.read, run.id, HEADING_ROWS);
    const rows = items.map(({ line, facts, rowProblem }) => ({
      line,
      facts: facts as JsonObject,
      problem: rowProblem,
    }));
    const headings = [...new Set(rows.flatMap(({ facts }) => headingsOf(facts)))];
    return { file, headings, rows: rows.slice(0, ROWS) };
  }
  const { headings, rows } = await deps.intake.firstRows(intakeFile(deps, file, file.contentId, signal), ROWS);
  return {
    file,
    headings: headings.map((heading) => heading.trim()).filter((heading) => heading !== ''),
    rows: rows.map((row) => ({
      line: row.line,
      facts: rowFacts('values' in row ? row.values : {}, undefined),
      problem: 'problem' in row ? row.problem : null,
    })),
  };
}

/** Of documents that were not read yet. */
async function uploadedNames({ deps, known }: { deps: RunDeps; known: MatchExample }, run: RunRow): Promise<string[]> {
  const files = (await listFiles(deps.store.read, run.id)).filter(
    ({ kind, state }) => kind === 'documents' && state === 'stored',
  );
  const names: string[] = [];
  for (const file of files) if (file.contentId !== null) names.push(...(await namesIn(file, file.contentId)));
  return names;

  function namesIn(file: RunFileRow, contentId: string): Promise<string[]> {
    if (PDF_NAME.test(file.name)) return Promise.resolve([file.name]);
    const before = known.names.get(file.id);
    if (before !== undefined) return before;
    const reading = deps.intake.names(intakeFile(deps, file, contentId, NEVER)).catch((error: unknown) => {
      known.names.delete(file.id);
      // What is wrong with a file is told by the plan, for that file.
      if (error instanceof AppError && ['ATTACHMENT', 'TOO_LARGE'].includes(error.code)) return [];
      throw error;
    });
    known.names.set(file.id, reading);
    const [oldest] = known.names.keys();
    if (known.names.size > MOST_KNOWN && oldest !== undefined) known.names.delete(oldest);
    return reading;
  }
}

function intakeFile(deps: RunDeps, { name, size }: RunFileRow, contentId: string, signal: AbortSignal) {
  return { name, size, signal, read: () => deps.store.content.read(contentId) };
}
