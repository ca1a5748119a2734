import { AppError, type Clock } from '../sdk/index.ts';
import { networkOf } from './network.ts';

const WINDOW_MS = 15 * 60_000;
const MOST_PER_ACCOUNT = 10;
const MOST_PER_ADDRESS = 30;
/** Keys in memory; the oldest goes first, so that made-up names and addresses cannot fill it. */
const MOST_KEYS = 10_000;

interface Failures {
  count: number;
  since: number;
}

/** Counts failed sign-ins per account and per address (of IPv6: per network) in this process. */
export interface LoginLimit {
  /** Throws TOO_MANY (details.retryAfterSeconds) when there were too many failures lately. */
  assertAllowed(account: string, address: string): void;
  failed(account: string, address: string): void;
  /** `address`: where the try was counted with `failed` before; it was none. */
  succeeded(account: string, address: string | undefined): void;
}

export function createLoginLimit(
  clock: Clock,
  most = { account: MOST_PER_ACCOUNT, address: MOST_PER_ADDRESS },
): LoginLimit {
  const failures = new Map<string, Failures>();
  const recent = (key: string): Failures | undefined => {
    const found = failures.get(key);
    return found && clock.now() - found.since < WINDOW_MS ? found : undefined;
  };
  const assertBelow = (key: string, most: number) => {
    const found = recent(key);
    if (found === undefined || found.count < most) return;
    const retryAfterSeconds = Math.ceil((found.since + WINDOW_MS - clock.now()) / 1000);
    throw new AppError('TOO_MANY', `Too many failed sign-ins; try again in ${Math.ceil(retryAfterSeconds / 60)} min.`, {
      details: { retryAfterSeconds },
    });
  };
  const count = (key: string) => {
    const found = recent(key) ?? { count: 0, since: clock.now() };
    failures.delete(key);
    failures.set(key, { ...found, count: found.count + 1 });
    const [oldest] = failures.keys();
    if (failures.size > MOST_KEYS && oldest !== undefined) failures.delete(oldest);
  };
  return {
    assertAllowed(account, address) {
      assertBelow(`account ${account}`, most.account);
      assertBelow(`address ${networkOf(address)}`, most.address);
    },
    failed(account, address) {
      count(`account ${account}`);
      count(`address ${networkOf(address)}`);
    },
    succeeded(account, address) {
      failures.delete(`account ${account}`);
      const key = `address ${networkOf(address ?? '')}`;
      const found = address === undefined ? undefined : recent(key);
      if (found) failures.set(key, { ...found, count: found.count - 1 });
    },
  };
}
