import { type EgressSettings, parseEntry, USUAL_PORTS_OF } from './mail/egress.ts';
import { AppError } from './sdk/index.ts';

type Environment = Record<string, string | undefined>;

/** Trying out and developing is done against mail servers of this machine and network. */
const OUTSIDE_PRODUCTION = ['loopback:*', 'private:*'];
/** "none" closes what is open outside production; an empty variable counts as not set. */
const NOTHING = 'none';

/** MAILRULE_EGRESS_ALLOW and MAILRULE_EGRESS_PORTS. CONFIG names the variable and the part that is wrong. */
export function parseEgress(env: Environment): EgressSettings {
  const allow = listOf(env['MAILRULE_EGRESS_ALLOW']);
  const ports = listOf(env['MAILRULE_EGRESS_PORTS']) ?? [];
  for (const entry of allow ?? []) assertEntry(entry);
  const wrong = ports.find((port) => !/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535);
  if (wrong !== undefined) {
    throw new AppError('CONFIG', `MAILRULE_EGRESS_PORTS must be port numbers separated by commas; "${wrong}" is none.`);
  }
  const unset = env['NODE_ENV'] === 'production' ? [] : OUTSIDE_PRODUCTION;
  return { allow: allow ?? unset, ports: ports.map(Number) };
}

/** For the doctor: what may be connected to, as a person would say it. */
export function egressText({ allow, ports }: EgressSettings): string {
  const more = allow.length === 0 ? 'nothing on private networks' : allow.join(', ');
  return `public addresses on ports ${[...USUAL_PORTS_OF.mail, ...ports].join(', ')}; beside them ${more}`;
}

function assertEntry(entry: string): void {
  try {
    parseEntry(entry);
  } catch (error) {
    const why = (error as Error).message;
    throw new AppError('CONFIG', `MAILRULE_EGRESS_ALLOW cannot be used: ${why}. Separate entries by commas.`, {
      cause: error,
    });
  }
}

function listOf(text: string | undefined): string[] | undefined {
  const list = text?.split(/[\s,]+/).filter((one) => one !== '') ?? [];
  if (list.length === 0) return undefined;
  return list.filter((one) => one.toLowerCase() !== NOTHING);
}
