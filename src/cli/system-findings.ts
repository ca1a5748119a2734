import type { SystemReport } from '../system/system-report.ts';

export interface Finding {
  check: string;
  ok: boolean;
  detail: string;
}

const MB = 1_000_000;
const WAL_MB = 500;
const FREE_MB = 1_000;
const CLOCK_MS = 5_000;
const QUEUE_MS = 3_600_000;
/** Connections of one more process. */
const SPARE_CONNECTIONS = 15;

/** What the numbers mean: a sentence for each that needs a look says what to do. `here` is this machine's clock, in ms. */
export function systemFindings({ version, now, database, queue }: SystemReport, here: number): Finding[] {
  const findings = [
    finding('version', `mailrule ${version}, ${database.kind} ${database.version}, ${megabytes(database.bytes)}`),
    finding(
      'schema',
      database.schema,
      database.unknownMigrations > 0 &&
        'A newer version of mailrule has worked with this database; install that one, or restore the backup made before it.',
    ),
    clock('clock', Math.abs(now - here), 'server'),
    finding(
      'queue',
      `${queue.waiting} waiting, the oldest for ${minutes(queue.oldestMs)}`,
      queue.oldestMs > QUEUE_MS &&
        `An e-mail has waited for ${minutes(queue.oldestMs)}: see "mailrule connector list" and "mailrule guard".`,
    ),
    finding(
      'leases',
      'none stuck, none overdue',
      queue.stuck + queue.overdue > 0 &&
        `${queue.stuck} e-mails were being sent by a process that is gone and ${queue.overdue} are overdue: no worker runs. Start "mailrule serve" or "mailrule worker".`,
    ),
  ];
  const { walBytes, freeBytes, clockAheadMs, connections } = database;
  if (walBytes !== null) {
    const sentence = `The log is ${megabytes(walBytes)}: something reads the database for long. Stop foreign programs on the file.`;
    findings.push(finding('log of SQLite', megabytes(walBytes), walBytes > WAL_MB * MB && sentence));
  }
  if (freeBytes !== null) {
    const sentence = `Only ${megabytes(freeBytes)} are free on the disk of the database; make room, or shorten the retention.`;
    findings.push(finding('free disk', megabytes(freeBytes), freeBytes < FREE_MB * MB && sentence));
  }
  if (clockAheadMs !== null) findings.push(clock('clock of PostgreSQL', Math.abs(clockAheadMs), 'database'));
  if (connections !== null) {
    const { open, most } = connections;
    const sentence = `${open} of ${most} connections are open: raise max_connections, or start fewer processes (13 each).`;
    findings.push(finding('connections', `${open} of ${most}`, most - open < SPARE_CONNECTIONS && sentence));
  }
  return findings;
}

function finding(check: string, well: string, sentence: string | false = false): Finding {
  return sentence === false ? { check, ok: true, detail: well } : { check, ok: false, detail: sentence };
}

function clock(check: string, offMs: number, whose: string): Finding {
  const sentence = `The clock of the ${whose} is ${Math.round(offMs / 1000)} s off: let both machines keep time by NTP. Leases and due times go by it.`;
  return finding(check, `${offMs} ms apart`, offMs > CLOCK_MS && sentence);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / MB)} MB`;
}

function minutes(ms: number): string {
  return `${Math.round(ms / 60_000)} min`;
}
