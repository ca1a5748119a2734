import { AppError } from '../sdk/index.ts';
import type { Route } from './route.ts';

export interface RouteMatch {
  route: Route;
  params: Record<string, string>;
}

/**
 * The route of a method and a path below /api. Fixed segments win over parameters, whatever the order of the list.
 * Throws NOT_FOUND for an unknown path and METHOD (details.allow) for a known path with another method.
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const segments = segmentsOf(path);
  const matches = (byLength(routes).get(segments.length) ?? [])
    .flatMap(({ route, pattern }) => {
      const params = paramsOf(pattern, segments);
      return params === undefined ? [] : [{ route, params }];
    })
    .sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  if (matches.length === 0) {
    throw new AppError('NOT_FOUND', 'There is nothing at this address. GET /api/docs lists what there is.');
  }
  const wanted = method === 'HEAD' ? 'GET' : method;
  const match = matches.find(({ route }) => route.method === wanted);
  if (match) return match;
  const allow = [...new Set(matches.map(({ route }) => route.method))].sort();
  throw new AppError('METHOD', `${method} is not possible here; use ${allow.join(' or ')}.`, { details: { allow } });
}

interface Pattern {
  route: Route;
  pattern: string[];
}

const known = new WeakMap<readonly Route[], Map<number, Pattern[]>>();

/** The routes by how many segments their path has: taken apart once, not with every request. */
function byLength(routes: readonly Route[]): Map<number, Pattern[]> {
  let groups = known.get(routes);
  if (groups === undefined) {
    groups = new Map();
    for (const route of routes) {
      const pattern = segmentsOf(route.path);
      groups.set(pattern.length, [...(groups.get(pattern.length) ?? []), { route, pattern }]);
    }
    known.set(routes, groups);
  }
  return groups;
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function paramsOf(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const found = segments[index] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = decode(found);
    else if (expected !== found) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw new AppError('BAD_REQUEST', 'The address has a percent sign that does not encode a character.', {
      cause: error,
    });
  }
}
