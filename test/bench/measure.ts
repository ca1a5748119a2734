/** One timed run of one contestant. */
export interface Run {
  perSecond: number;
  /** of this process, for 1,000 mails */
  cpuSeconds: number;
}

export type Contestants = Readonly<Record<string, () => Promise<Run>>>;
export type Rounds = Readonly<Record<string, readonly Run[]>>;

/** Times `work`, which handles `count` mails. Preparation stays outside. */
export async function timed(count: number, work: () => Promise<void>): Promise<Run> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  return { perSecond: count / seconds, cpuSeconds: ((used.user + used.system) / 1e6 / count) * 1000 };
}

/** Everybody once in each round, so that whatever else the machine does hits all of them. A first round does not count. */
export async function interleaved(contestants: Contestants, rounds: number, tell: (line: string) => void) {
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      const result = await run();
      tell(`  ${round === 0 ? 'warm-up' : `${round}/${rounds}`} ${name}: ${result.perSecond.toFixed(0)}/s`);
      if (round > 0) runs[name] = [...(runs[name] ?? []), result];
    }
  }
  return runs satisfies Rounds;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** The median of the ratios of each round: what disturbs a whole round cancels out. */
export function ratio(rounds: Rounds, of: string, to: string): number {
  const references = rounds[to] ?? [];
  return median((rounds[of] ?? []).map((run, index) => run.perSecond / (references[index]?.perSecond ?? Number.NaN)));
}

/** Handles items 0 to count - 1 with at most `width` at once. */
export async function inFlight(count: number, width: number, handle: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await handle(next++);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
}
