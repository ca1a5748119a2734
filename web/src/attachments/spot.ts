/** What the server says of one place; `path` is a JSON pointer. */
export interface Mistake {
  path: string;
  message: string;
  line?: number;
  column?: number;
}

/** A place in what is edited: the id of its input, its pointer, and all that is wrong. */
export interface Spot {
  id: string;
  path: string;
  mistakes: readonly Mistake[];
}

export function below({ id, path, mistakes }: Spot, ...parts: (string | number)[]): Spot {
  return { id: [id, ...parts].join('-'), path: [path, ...parts].join('/'), mistakes };
}

/** The first mistake at this place or below it, as the editor of a template shows it. */
export function problemAt({ path, mistakes }: Spot) {
  const found = mistakes.find((one) => one.path === path || one.path.startsWith(`${path}/`));
  return found && { error: found.message, line: found.line, column: found.column };
}

/** What is wrong with this place itself, not with what is below it. */
export function errorHere({ path, mistakes }: Spot): string | undefined {
  return mistakes.find((one) => one.path === path)?.message;
}
