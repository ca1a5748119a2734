import { AppError, invalid, ownerKey } from '../../sdk/index.ts';
import type { DocumentPasswordRow } from '../../store/tables/document-password.table.ts';
import type { IntakeRow } from '../drafts/run-intake.ts';
import { cellText } from '../plan/facts.ts';
import type { RunDeps } from '../run-deps.ts';
import { deletePassword, findPassword, putPasswords } from './password.store.ts';

type PasswordDeps = Pick<RunDeps, 'store' | 'clock' | 'secrets' | 'intake'>;

const SHORTEST = 4;
/** ISO 32000-2, 7.6.4.3.3: at most 127 bytes of UTF-8 count. */
const LONGEST_BYTES = 127;
const LONGEST_OWNER = 200;
const AT_ONCE = 500;
const MOST_PROBLEMS = 100;

/** What became of a file of passwords. No answer, log or error says one of them. */
export interface PasswordImport {
  stored: number;
  refused: number;
  /** of the first rows that were refused */
  problems: { line: number; message: string }[];
}

export async function putPassword(deps: PasswordDeps, owner: string, password: string, by: string): Promise<void> {
  const problem = ownerProblem(owner) ?? passwordProblem(password);
  if (problem !== undefined) throw invalid([{ path: '/password', message: problem }]);
  const row = sealedRow(deps, owner, password, by);
  await deps.store.write((tx) => putPasswords(tx, [row]));
}

export async function removePassword(deps: Pick<RunDeps, 'store'>, owner: string): Promise<void> {
  if (await deps.store.write((tx) => deletePassword(tx, owner))) return;
  throw new AppError('NOT_FOUND', 'No password is stored for this person.');
}

/** Undefined: none is stored for the person. Only the function that encrypts asks for it. */
export async function openPassword(
  { store, secrets }: Pick<RunDeps, 'store' | 'secrets'>,
  owner: string,
): Promise<string | undefined> {
  const row = await findPassword(store.read, owner);
  return row && secrets.openBytes(Buffer.from(row.sealed, 'base64'), passwordPlace(row.owner)).toString('utf8');
}

/** Rows that can be used are stored, in place of earlier ones; the others are told by their line. */
export async function importPasswords(
  deps: PasswordDeps,
  of: { name: string; chunks: AsyncIterable<Uint8Array>; ownerColumn: string; passwordColumn: string },
  by: string,
  signal: AbortSignal,
): Promise<PasswordImport> {
  const answer: PasswordImport = { stored: 0, refused: 0, problems: [] };
  const owners = new Set<string>();
  let batch: DocumentPasswordRow[] = [];
  const flush = async () => {
    const rows = batch;
    batch = [];
    await deps.store.write((tx) => putPasswords(tx, rows));
    answer.stored += rows.length;
  };
  const file = { name: of.name, size: 0, read: () => of.chunks, signal };
  for await (const row of deps.intake.rows(file)) {
    const read = readRow(row, of);
    const key = ownerKey(read.owner);
    const problem = read.problem ?? (owners.has(key) ? `"${read.owner}" stands in the file twice.` : undefined);
    if (problem !== undefined) {
      answer.refused += 1;
      if (answer.problems.length < MOST_PROBLEMS) answer.problems.push({ line: row.line, message: problem });
      continue;
    }
    owners.add(key);
    batch.push(sealedRow(deps, read.owner, read.password, by));
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
  return answer;
}

function readRow(row: IntakeRow, of: { ownerColumn: string; passwordColumn: string }) {
  const none = { owner: '', password: '' };
  // Not the sentence of the row: it may quote a cell.
  if ('problem' in row) return { ...none, problem: 'The row cannot be read; it needs a cell for each heading.' };
  for (const column of [of.ownerColumn, of.passwordColumn]) {
    if (!Object.hasOwn(row.values, column)) {
      const message = `The file has no column "${column}". It has: ${Object.keys(row.values).join(', ')}.`;
      throw invalid([{ path: column === of.ownerColumn ? '?owner' : '?password', message }]);
    }
  }
  const owner = cellText(row.values[of.ownerColumn]);
  const password = cellText(row.values[of.passwordColumn]);
  return { owner, password, problem: ownerProblem(owner) ?? passwordProblem(password) };
}

function ownerProblem(owner: string): string | undefined {
  if (ownerKey(owner) === '') return 'The number of the person is empty.';
  return owner.length > LONGEST_OWNER
    ? `The number of the person is longer than ${LONGEST_OWNER} characters.`
    : undefined;
}

function passwordProblem(password: string): string | undefined {
  const normal = password.normalize('NFKC');
  if (normal.trim().length < SHORTEST) return `A password has at least ${SHORTEST} characters.`;
  if (Buffer.byteLength(normal) > LONGEST_BYTES) return `A password has at most ${LONGEST_BYTES} bytes.`;
  return /\p{Cc}/u.test(normal) ? 'A password has no line breaks and no other control characters.' : undefined;
}

function sealedRow({ clock, secrets }: PasswordDeps, owner: string, password: string, by: string): DocumentPasswordRow {
  const sealed = secrets.sealBytes(Buffer.from(password), passwordPlace(owner)).toString('base64');
  return { owner, ownerKey: ownerKey(owner), sealed, updatedAt: clock.now(), updatedBy: by };
}

export function passwordPlace(owner: string): string {
  return `document_password/${owner}`;
}
