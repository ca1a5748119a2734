import type { Route } from '../../src/http/route.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { scheduleRoutes } from './schedule.routes.ts';
import { type WatchLog, watchSchedules } from './watch-schedules.ts';

export interface ScheduleSlice {
  routes: Route[];
  /** fires what is due in this process until `stop` */
  start(): void;
  stop(): Promise<void>;
}

export function createScheduleSlice(deps: { rules: RuleDeps; log: WatchLog }): ScheduleSlice {
  const { start, stop, wake } = watchSchedules(deps);
  return { routes: scheduleRoutes({ rules: deps.rules, changed: wake }), start, stop };
}
