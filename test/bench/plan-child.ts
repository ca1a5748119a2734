/**
 * The whole installation as a process of its own, for what is measured of payroll runs: memory, CPU, statements and the
 * delay of the event loop between `begin` and `end`. Settings come as JSON in argv. plan-server.ts puts it into dist,
 * beside the compiled program that people run: the compiler for tests would count with its memory.
 */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import BetterSqlite3 from 'better-sqlite3';
import { createApp } from '../../src/app.ts';
import { openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';

export interface PlanSettings {
  url: string;
  secretKey: string;
}

export interface PlanFigures {
  seconds: number;
  /** of all threads of the process */
  cpuSeconds: number;
  /** of its main thread alone */
  mainCpuSeconds: number;
  statements: number;
  statementSeconds: number;
  /** of the whole process, its threads included */
  startMb: number;
  peakMb: number;
  loopDelayMs: { p50: number; p99: number; most: number };
}

type Ask = 'begin' | 'end' | 'close';

const RESOLUTION_MS = 5;
const settings = JSON.parse(process.argv[2] ?? '{}') as PlanSettings;
const statements = countStatements();
const caller = { id: 'bench', name: 'bench', roles: ['administrator' as const] };
const app = await createApp({
  databaseUrl: settings.url,
  secretKeys: [settings.secretKey],
  log: createLogger({ level: 'error', destination: { write: (line) => void process.stderr.write(line) } }),
  authenticate: async () => caller,
  page: false,
});
const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
await app.start();

let end: (() => PlanFigures) | undefined;
process.on('message', (ask: Ask) => {
  if (ask === 'begin') {
    end = measure();
    process.send?.({});
  } else if (ask === 'end') {
    process.send?.(end?.());
  } else {
    void close();
  }
});
process.send?.({ url: server.url });

function measure(): () => PlanFigures {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const startMb = process.memoryUsage.rss() / 1e6;
  let peakMb = startMb;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
  }, 20);
  const [start, cpu, main, before] = [performance.now(), process.cpuUsage(), mainCpuSeconds(), { ...statements }];
  return () => {
    clearInterval(watch);
    delay.disable();
    const used = process.cpuUsage(cpu);
    const ms = (nanoseconds: number) => nanoseconds / 1e6;
    return {
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (used.user + used.system) / 1e6,
      mainCpuSeconds: mainCpuSeconds() - main,
      statements: statements.count - before.count,
      statementSeconds: (statements.ms - before.ms) / 1000,
      startMb,
      peakMb,
      loopDelayMs: { p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), most: ms(delay.max) },
    };
  };
}

/** utime and stime of proc(5), in hundredths of a second. */
function mainCpuSeconds(): number {
  const fields = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Every statement that SQLite runs, whoever asks for it. */
function countStatements(): { count: number; ms: number } {
  const seen = { count: 0, ms: 0 };
  const memory = new BetterSqlite3(':memory:');
  const prototype = Object.getPrototypeOf(memory.prepare('SELECT 1'));
  memory.close();
  for (const name of ['run', 'get', 'all'] as const) {
    const plain = prototype[name];
    prototype[name] = function (...parameters: unknown[]) {
      const start = performance.now();
      try {
        return plain.apply(this, parameters);
      } finally {
        seen.count += 1;
        seen.ms += performance.now() - start;
      }
    };
  }
  return seen;
}
async function close(): Promise<void> {
  await server.close();
  await app.close();
  process.disconnect?.();
}
