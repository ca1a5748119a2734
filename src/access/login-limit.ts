import { createHash } from 'node:crypto';
import { AppError, type Clock } from '../sdk/index.ts';
import { returned } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import { networkOf } from './network.ts';

const WINDOW_MS = 15 * 60_000;
const MOST = { account: 10, address: 30 };

/** Counts failed sign-ins per account and per address (of IPv6: per network), for all processes and over a restart. */
export interface LoginLimit {
  /**
   * Counts a try before anybody knows how it ends: of a hundred that are sent at once only as many get through as may. Rejects
   * with TOO_MANY (details.retryAfterSeconds) when there were too many failures lately; that one is not counted.
   */
  attempt(account: string, address: string): Promise<void>;
  /** It was no failure: the account begins anew. `address`: where the try was counted; undefined: it was counted nowhere. */
  succeeded(account: string, address: string | undefined): Promise<void>;
}

interface Deps {
  store: Store;
  clock: Clock;
}

/** `kind` keeps apart what is counted for different things. */
export function createLoginLimit({ store, clock }: Deps, { kind = 'sign-in', most = MOST } = {}): LoginLimit {
  const accountKey = (account: string) => keyOf(kind, `account ${account}`);
  const addressKey = (address: string) => keyOf(kind, `address ${networkOf(address)}`);
  const assertBelow = (row: FailureRow | undefined, limit: number) => {
    const since = Number(row?.since_at ?? 0);
    if (row !== undefined && since > clock.now() - WINDOW_MS && Number(row.failures) >= limit) {
      throw tooMany(since + WINDOW_MS - clock.now());
    }
  };
  return {
    async attempt(account, address) {
      const [ofAccount, ofAddress] = [accountKey(account), addressKey(address)];
      // Those that are refused anyway need no turn in writing.
      const rows = await store.read.sql<FailureRow[]>`
        SELECT key, failures, since_at FROM login_failure WHERE key = ${ofAccount} OR key = ${ofAddress}`;
      const found = (key: string) => rows.find((row) => row.key === key);
      assertBelow(found(ofAccount), most.account);
      assertBelow(found(ofAddress), most.address);
      await store.write(async (tx) => {
        const now = clock.now();
        // Others may have counted meanwhile; what is beyond the limit goes back with its transaction.
        assertBelow(beforeIt(await count(tx, ofAccount, now)), most.account);
        assertBelow(beforeIt(await count(tx, ofAddress, now)), most.address);
      });
    },
    async succeeded(account, address) {
      await store.write(async (tx) => {
        await tx.sql`DELETE FROM login_failure WHERE key = ${accountKey(account)}`;
        if (address === undefined) return;
        await tx.sql`
          UPDATE login_failure SET failures = failures - 1 WHERE key = ${addressKey(address)} AND failures > 0`;
      });
    },
  };
}

/** What no longer counts is removed. */
export async function sweepLoginFailures({ store, clock }: Deps): Promise<void> {
  await store.write((tx) => tx.sql`DELETE FROM login_failure WHERE since_at <= ${clock.now() - WINDOW_MS}`);
}

interface FailureRow {
  key: string;
  failures: number | string;
  since_at: number | string;
}

async function count(tx: Tx, key: string, now: number): Promise<FailureRow | undefined> {
  const over = now - WINDOW_MS;
  const [row] = returned<FailureRow>(
    await tx.sql`
      INSERT INTO login_failure (key, failures, since_at) VALUES (${key}, 1, ${now})
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN login_failure.since_at <= ${over} THEN 1 ELSE login_failure.failures + 1 END,
        since_at = CASE WHEN login_failure.since_at <= ${over} THEN excluded.since_at ELSE login_failure.since_at END
      RETURNING key, failures, since_at`,
  );
  return row;
}

function beforeIt(row: FailureRow | undefined): FailureRow | undefined {
  return row && { ...row, failures: Number(row.failures) - 1 };
}

/** Only the digest: people type a password where their name belongs. */
function keyOf(kind: string, what: string): string {
  return createHash('sha256').update(`${kind} ${what}`).digest('base64url');
}

function tooMany(waitMs: number): AppError {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return new AppError('TOO_MANY', `Too many failed sign-ins; try again in ${minutes} min.`, {
    details: { retryAfterSeconds },
  });
}
