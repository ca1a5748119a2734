/** JSON pointers (RFC 6901): '/imap/auth/user'. The empty one is the whole. */
export type Path = readonly (string | number)[];

export function parsePointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function formatPointer(path: Path): string {
  return path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(root: unknown, pointer: string): unknown {
  let at = root;
  for (const name of parsePointer(pointer)) {
    if (Array.isArray(at)) at = at[Number(name)];
    else at = isFields(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return at;
}

/** A copy with another value at the pointer; objects on the way are made. `undefined` takes the field away. */
export function withValueAt(root: unknown, pointer: string, value: unknown): Record<string, unknown> {
  const [name, ...rest] = parsePointer(pointer);
  const fields = isFields(root) ? root : {};
  if (name === undefined) return isFields(value) ? value : {};
  if (rest.length > 0) return { ...fields, [name]: withValueAt(fields[name], formatPointer(rest), value) };
  const { [name]: _, ...others } = fields;
  return value === undefined ? others : { ...fields, [name]: value };
}

/** The id of the input that the form draws for a pointer. */
export function inputIdOf(pointer: string): string {
  return parsePointer(pointer).join('_');
}
