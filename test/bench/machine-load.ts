import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** How much of the machine's time is used, by whomever, while something is measured: proc(5), stat. */
export function watchMachine(): () => string {
  const [busy, start] = [busySeconds(), performance.now()];
  return () => {
    const used = (busySeconds() - busy) / ((performance.now() - start) / 1000);
    return `${used.toFixed(1)} of ${cpus().length} cores busy, load average ${(loadavg()[1] ?? 0).toFixed(0)}`;
  };
}

function busySeconds(): number {
  const [, user, nice, system, , , irq, softirq, steal] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '')
    .split(/\s+/)
    .map(Number);
  return [user, nice, system, irq, softirq, steal].reduce((sum: number, part) => sum + (part ?? 0), 0) / 100;
}
