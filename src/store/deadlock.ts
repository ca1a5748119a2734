const MOST_TRIES = 6;
const PAUSE_MS = 20;
/** PostgreSQL, appendix A: serialization_failure, deadlock_detected. */
const GAVE_WAY = ['40001', '40P01'];

/**
 * Runs a transaction again that gave way to another one: of two that wait for each other the server undoes one, and says
 * so. It must be a whole transaction, which leaves nothing behind but rows.
 */
export async function untilNoDeadlock<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (tries === MOST_TRIES || !gaveWay(error)) throw error;
      // At different moments, or they meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * tries));
    }
  }
}

function gaveWay(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return [code, driverError?.code].some((one) => GAVE_WAY.includes(String(one)));
}
