import type { Sandbox } from '../sandbox/sandbox.ts';
import { AppError, type Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { findSandboxPorts, type SandboxPorts, saveSandboxPorts } from './sandbox.store.ts';

export type EmbeddedSandbox = Pick<Sandbox, 'smtpPort' | 'imapPort' | 'users' | 'folders' | 'mailbox'>;

export interface SandboxHostDeps {
  store: Store;
  clock: Clock;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** 'startable', or one that runs already and is stopped by whoever started it; absent: none can be had here */
  sandbox: 'startable' | EmbeddedSandbox | undefined;
}

export type SandboxState = 'unavailable' | 'available' | 'running';

/** The mail server for trying out, inside this process. Its mails live in memory, as long as the process. */
export interface SandboxHost {
  state(): SandboxState;
  /** why it does not run although it should, in words */
  reason(): string | null;
  find(): EmbeddedSandbox | undefined;
  /** STATE where none can be had; one that runs already is left as it is. */
  start(startedBy: string): Promise<void>;
  /** Starts it again where it ran before the process ended; without it the server runs on. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export const SANDBOX_PASSWORD = 'sandbox';
export const SANDBOX_ADDRESSES = ['payroll', 'ada', 'bruno', 'chloe'].map((name) => `${name}@sandbox.test`);
/** Those of connectors/providers/sandbox.json. */
export const SANDBOX_PORTS: SandboxPorts = { smtpPort: 2525, imapPort: 2143 };
const FREE_PORTS: SandboxPorts = { smtpPort: 0, imapPort: 0 };

export function createSandboxHost(deps: SandboxHostDeps): SandboxHost {
  const { sandbox: given, store, clock, log } = deps;
  let own: Sandbox | undefined;
  let last: Promise<void> = Promise.resolve();
  let why: string | null = null;
  let stopped = false;

  const find = () => (typeof given === 'object' ? given : own);
  const start = async (startedBy: string) => {
    if (find() !== undefined) return;
    if (given === undefined) {
      throw new AppError(
        'STATE',
        'The sandbox is for trying out only: a server in production (NODE_ENV) or inside a host program has none.',
      );
    }
    const remembered = await findSandboxPorts(store);
    own = await startOnFirst([...(remembered ? [remembered] : []), SANDBOX_PORTS, FREE_PORTS]);
    why = null;
    const { smtpPort, imapPort } = own;
    await saveSandboxPorts(store, { smtpPort, imapPort }, { modifiedAt: clock.now(), modifiedBy: startedBy });
    log.info({ smtpPort, imapPort }, 'sandbox started');
  };
  const resume = async () => {
    if (given !== 'startable') return;
    const ports = await findSandboxPorts(store);
    if (ports === undefined) return;
    try {
      own = await startSandbox(ports);
      log.info({ ...ports }, 'sandbox started again');
    } catch (error) {
      const taken = isTaken(error) ? 'another program uses one of its ports' : (error as Error).message;
      why = `The sandbox could not be started on its ports ${ports.smtpPort} and ${ports.imapPort}: ${taken}.`;
      log.warn({ err: error, ...ports }, 'the sandbox could not be started again');
    }
  };
  /** One after the other: the second of two who start it at once finds it running. */
  const inTurn = async (begin: () => Promise<void>): Promise<void> => {
    if (stopped) throw new AppError('CANCELLED', 'The server is stopping.');
    last = last.then(begin, begin);
    return last;
  };
  return {
    state: () => (find() !== undefined ? 'running' : given === undefined ? 'unavailable' : 'available'),
    reason: () => why,
    find,
    start: (startedBy) => inTurn(() => start(startedBy)),
    resume: () => inTurn(resume),
    stop: async () => {
      stopped = true;
      await Promise.allSettled([last]);
      await own?.stop();
      own = undefined;
    },
  };
}

/** On the first ports that are free. */
async function startOnFirst(choices: readonly SandboxPorts[]): Promise<Sandbox> {
  const [ports, ...others] = choices;
  try {
    return await startSandbox(ports ?? FREE_PORTS);
  } catch (error) {
    if (!isTaken(error) || others.length === 0) throw error;
    return startOnFirst(others);
  }
}

async function startSandbox(ports: SandboxPorts): Promise<Sandbox> {
  // Only here and only now: a server in production never loads it.
  const { startSandbox: startServers } = await import('../sandbox/sandbox.ts');
  const users = SANDBOX_ADDRESSES.map((user) => ({ user, password: SANDBOX_PASSWORD }));
  return startServers({ users, ...ports });
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}
