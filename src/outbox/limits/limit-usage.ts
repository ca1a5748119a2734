import type { Store } from '../../store/store.ts';
import type { HeldByLimit } from './held-by-limit.ts';

const HOUR_MS = 3_600_000;
/** Of many recipients those with the most e-mails are enough to see. */
const MOST = 100;

/** E-mails that one limit has counted in this hour of the clock. */
export interface LimitUse extends Pick<HeldByLimit, 'key' | 'kind' | 'name'> {
  count: number;
}

/** The largest first; what is above a limit is held and not counted. */
export async function listLimitUse(store: Store, now: number): Promise<LimitUse[]> {
  const hourAt = now - (now % HOUR_MS);
  const rows = await store.read.sql<{ key: string; n: number | string; name: string }[]>`
    SELECT s.key, s.count AS n, COALESCE(c.display_name, r.name, '') AS name FROM (
      SELECT key, count FROM send_count WHERE hour_at = ${hourAt} ORDER BY count DESC, key LIMIT ${MOST}) s
    LEFT JOIN connector c ON s.key = 'connector:' || c.id LEFT JOIN rule r ON s.key = 'rule:' || r.id
    ORDER BY s.count DESC, s.key`;
  return rows.map(({ key, n, name }) => {
    const [kind, ...rest] = key.split(':');
    return { key, kind: kind as LimitUse['kind'], name: name || rest.join(':'), count: Number(n) };
  });
}
