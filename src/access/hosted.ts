import type { Route } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';

/** Where the host program signs people in, it also says who there is and what each may do: the routes tell that. */
export function hosted(routes: readonly Route[]): Route[] {
  return routes.map((route) => ({
    ...route,
    handler: async () => {
      throw new AppError(
        'STATE',
        'The application around this server signs people in and says what each may do. Look for people and roles there.',
      );
    },
  }));
}
