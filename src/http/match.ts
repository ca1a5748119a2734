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
  const segments = path.split('/').filter((segment) => segment !== '');
  const matches = routes
    .flatMap((route) => {
      const params = paramsOf(route, segments);
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

function paramsOf(route: Route, segments: string[]): Record<string, string> | undefined {
  const pattern = route.path.split('/').filter((segment) => segment !== '');
  if (pattern.length !== segments.length) return undefined;
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
