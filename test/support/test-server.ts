import { createRequestMetrics } from '../../src/http/metrics.ts';
import type { Authenticate, Caller, Role, Route } from '../../src/http/route.ts';
import { createRouter, type HttpLog } from '../../src/http/router.ts';
import { type HttpServer, openHttpServer, type TrustedProxies } from '../../src/http/server.ts';

/** An HTTP server on a free port with these routes. By default the header X-Roles signs its sender in. */
export async function startTestServer(options: {
  routes: Route[];
  authenticate?: Authenticate;
  log?: HttpLog;
  publicUrl?: string;
  trustedProxies?: TrustedProxies;
  ready?: () => Promise<void>;
}): Promise<HttpServer> {
  const { trustedProxies = 0, ...rest } = options;
  const router = createRouter({
    authenticate: byRolesHeader,
    log: SILENT,
    version: '0.0.0',
    ready: async () => {},
    metrics: async () => [],
    requests: createRequestMetrics(),
    signal: new AbortController().signal,
    ...rest,
  });
  return openHttpServer({ router, host: '127.0.0.1', port: 0, trustedProxies });
}

export const SILENT: HttpLog = { info: () => {}, error: () => {} };

export function callerWith(...roles: Role[]): Caller {
  return { id: 'caller-1', name: 'Caller', roles };
}

const byRolesHeader: Authenticate = ({ headers }) => {
  const roles = headers['x-roles'];
  return roles === undefined ? undefined : callerWith(...(roles.split(',').filter(Boolean) as Role[]));
};
