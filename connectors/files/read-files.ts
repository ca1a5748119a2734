import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProblems } from '../../src/schema/validator.ts';
import { AppError, toAppError } from '../../src/sdk/index.ts';
import type { ConnectorTypes } from '../connector-types.ts';
import { type NamedDefinition, namedDefinitionSchema } from '../definitions.ts';
import { takeSecrets } from '../secret-fields.ts';
import { type Environment, fillReferences, hasReference } from './references.ts';

/** One connector of the server's configuration. */
export interface ConnectorFile {
  /** the name of the file, by which the connector is known again */
  file: string;
  definition: NamedDefinition;
}

/**
 * Reads the documents (*.json) of a folder: each is one connector as an export has it, with `${NAME}` for what the environment
 * says. CONFIG names every file that is wrong, the place in it, and what to do.
 */
export function readConnectorFiles(folder: string, env: Environment, types: ConnectorTypes): ConnectorFile[] {
  const problems: string[] = [];
  const read: ConnectorFile[] = [];
  for (const file of jsonFilesOf(folder)) {
    try {
      read.push({ file, definition: readOne(join(folder, file), env, types) });
    } catch (error) {
      problems.push(...sentencesOf(file, error));
    }
  }
  if (problems.length > 0) throw filesProblem(folder, problems);
  return read;
}

export function filesProblem(folder: string, problems: readonly string[]): AppError {
  return new AppError(
    'CONFIG',
    `The connectors in ${folder} cannot be used (MAILRULE_CONNECTORS).\n${problems.join('\n')}`,
  );
}

/** One line for each problem of a file. Other errors are not about the file. */
export function sentencesOf(file: string, error: unknown): string[] {
  const { code, details, message } = toAppError(error);
  if (['CONFIG', 'CONFLICT', 'SECRET_KEY'].includes(code)) return [`${file}: ${message}`];
  if (code !== 'VALIDATION') throw error;
  return (details.fields ?? []).map((field) => `${file} ${field.path || '(all)'}: ${field.message}`);
}

function jsonFilesOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder);
    return entries.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort();
  } catch (cause) {
    throw filesProblem(folder, [`The folder cannot be read: ${(cause as Error).message}.`]);
  }
}

function readOne(path: string, env: Environment, types: ConnectorTypes): NamedDefinition {
  const written = parsed(readFileSync(path, 'utf8'));
  const problems = [...findProblems(namedDefinitionSchema, written), ...clearSecrets(written, types)];
  const filled = fillReferences(written, env);
  problems.push(...filled.problems, ...findProblems(namedDefinitionSchema, filled.value));
  const once = new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem]));
  if (once.size > 0)
    throw new AppError('VALIDATION', 'The file is not valid.', { details: { fields: [...once.values()] } });
  return filled.value as NamedDefinition;
}

function parsed(text: string): unknown {
  try {
    const { $schema: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
    return rest;
  } catch (cause) {
    throw new AppError('CONFIG', `It is not JSON: ${(cause as Error).message}.`, { cause });
  }
}

/** A file is copied and kept under version control: a secret never stands in it. */
function clearSecrets(written: unknown, types: ConnectorTypes) {
  const { type: name, settings } = written as { type?: unknown; settings?: unknown };
  const type = typeof name === 'string' ? types.find(name) : undefined;
  if (type === undefined) return [];
  const { wishes } = takeSecrets(type.normalize(settings), types.secretPointers(type.type));
  return [...wishes].flatMap(([pointer, wish]) => {
    if (wish === null || hasReference(wish)) return [];
    const message = `A secret does not stand in a file. Write \${NAME}, and set NAME, or NAME_FILE to a file that holds it.`;
    return [{ path: `/settings${pointer}`, message }];
  });
}
