import { readFileSync } from 'node:fs';
import type { FieldProblem } from '../../src/sdk/index.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `${NAME}`; `$${` stands for `${` itself. */
const REFERENCE = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

export function hasReference(text: string): boolean {
  return [...text.matchAll(REFERENCE)].some(([, name]) => name !== undefined);
}

/**
 * Every text of a document with the values of the environment in it: of NAME, or what stands in the file that NAME_FILE names,
 * without the line break at its end. What is not set is a problem at its place.
 */
export function fillReferences(document: unknown, env: Environment): { value: unknown; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const filled = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') {
      return value.replace(REFERENCE, (whole, name: string | undefined) => {
        if (name === undefined) return '${';
        const found = lookUp(name, env);
        if ('value' in found) return found.value;
        problems.push({ path, message: found.problem });
        return whole;
      });
    }
    if (Array.isArray(value)) return value.map((item, index) => filled(item, `${path}/${index}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, `${path}/${key}`)]));
  };
  return { value: filled(document, ''), problems };
}

function lookUp(name: string, env: Environment): { value: string } | { problem: string } {
  const [value, file] = [env[name], env[`${name}_FILE`]];
  if (value !== undefined && value !== '') return { value };
  if (file === undefined || file === '') {
    return { problem: `The environment does not say ${name}. Set it, or ${name}_FILE to a file that holds it.` };
  }
  try {
    return { value: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    return { problem: `The file of ${name}_FILE cannot be read: ${(error as Error).message}.` };
  }
}
