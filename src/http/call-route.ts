import { findProblems } from '../schema/validator.ts';
import { AppError, type FieldProblem, invalid, type JsonSchema } from '../sdk/index.ts';
import { fieldNames } from './audited.ts';
import { type Caller, NOBODY_ID, type Route, type RouteAnswer, type RouteRequest } from './route.ts';

/** Nobody: what a public route sees when no one is signed in. */
export const NOBODY: Caller = { id: NOBODY_ID, name: NOBODY_ID, roles: [] };

const DEEPEST_NESTING = 64;

/** UNAUTHENTICATED or FORBIDDEN, unless the caller may use the route with these parameters. */
export function assertAllowed(route: Route, caller: Caller | undefined, params: Record<string, string>): void {
  if (route.allow === 'public') return;
  if (caller === undefined) {
    throw new AppError('UNAUTHENTICATED', 'Sign in, or send "Authorization: Bearer <token>" with a valid API token.');
  }
  assertAbout(route, caller, params);
  if (route.allow === 'anyone') return;
  if (route.allow.some((role) => caller.roles.includes(role))) return;
  throw new AppError('FORBIDDEN', `This needs the role ${route.allow.join(' or ')}; ask an administrator for it.`);
}

/** Checks query and body and runs the handler, after `enter`: the same for HTTP and for calls in the same process. */
export async function callRoute(route: Route, request: RouteRequest, enter: () => Promise<void>): Promise<RouteAnswer> {
  assertAllowed(route, request.caller === NOBODY ? undefined : request.caller, request.params);
  for (const value of [...Object.values(request.params), ...Object.values(request.query)]) assertStorable(value);
  const problems = queryProblems(route, request.query);
  if (problems.length > 0) throw invalid(problems);
  const body = route.rawBody ? request.body : checkedBody(route.body, request.body);
  request.note?.(route.rawBody ? {} : { fields: fieldNames(body) });
  await enter();
  return route.handler({ ...request, body });
}

/** A token that is about one thing only. */
function assertAbout({ about, path }: Route, { token }: Caller, params: Record<string, string>): void {
  const only = token?.only;
  if (only === undefined || about === 'caller') return;
  if (about === only.kind && (!path.includes(':id') || params['id'] === only.id)) return;
  throw new AppError('FORBIDDEN', `This API token is about one ${only.kind} only (${only.id}). Use another token.`);
}

function checkedBody(schema: JsonSchema | undefined, body: unknown): unknown {
  assertPlain(body, 0);
  // No body counts as an empty object, so that the answer names the fields that are missing.
  const value = body === undefined && schema !== undefined ? {} : body;
  const problems = findProblems(schema ?? EMPTY, value === undefined ? {} : value);
  if (problems.length > 0) throw invalid(problems);
  return value;
}

const EMPTY: JsonSchema = { type: 'object', additionalProperties: false };

/**
 * Nesting without end overflows the stack of whoever walks the value, and an own "__proto__" turns into a prototype
 * when somebody copies the object key by key.
 */
function assertPlain(value: unknown, depth: number): void {
  if (typeof value === 'string') assertStorable(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth >= DEEPEST_NESTING) {
    throw new AppError('BAD_REQUEST', `The JSON is nested more than ${DEEPEST_NESTING} levels deep.`);
  }
  if (Object.hasOwn(value, '__proto__')) throw new AppError('BAD_REQUEST', 'A field may not be called "__proto__".');
  for (const [key, child] of Object.entries(value)) {
    assertStorable(key);
    assertPlain(child, depth + 1);
  }
}

/** PostgreSQL has no text with U+0000 in it, and C programs behind us would end the text there. */
function assertStorable(text: string): void {
  if (text.includes('\u0000')) {
    throw new AppError('BAD_REQUEST', 'A text has the character U+0000 in it, which cannot be stored. Leave it out.');
  }
}

function queryProblems(route: Route, query: Record<string, string>): FieldProblem[] {
  return Object.entries(query).flatMap(([name, value]) => {
    const known = route.query && Object.hasOwn(route.query, name) ? route.query[name] : undefined;
    if (known === undefined && route.anyQuery) return [];
    if (known === undefined) return [{ path: `?${name}`, message: `There is no query parameter "${name}" here.` }];
    return findProblems(known.schema, typedQueryValue(known.schema, value)).map(({ message }) => ({
      path: `?${name}`,
      message,
    }));
  });
}

/** Query values are strings; the schema may speak of numbers and booleans. The handler still gets the string. */
function typedQueryValue(schema: JsonSchema, value: string): unknown {
  const type = schema['type'];
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
