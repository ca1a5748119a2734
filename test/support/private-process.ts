import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { neededProgram } from './needed-program.ts';
import { isRoot, type SystemUser } from './system-user.ts';

export interface PrivateProcess {
  readonly pid: number;
  /** What the process printed so far. */
  output(): string;
  /** Rejects with the output when the process ends before `ready` resolves. */
  until<T>(ready: Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface PrivateProcessOptions {
  command: string;
  args: readonly string[];
  cwd: string;
  env?: Record<string, string>;
  /** Run as this user; only root can. */
  user?: SystemUser;
  /** Own process group: Postfix's master kills its whole group when it ends. */
  detached?: boolean;
  /** Default SIGTERM. SIGKILL also kills the processes it started. */
  stopSignal?: 'SIGTERM' | 'SIGQUIT' | 'SIGKILL';
  /** Where the server writes its log, for the error message. */
  log?: () => string;
}

const KILL_AFTER_MS = 4_000;

/**
 * A server of our own that cannot outlive us: the kernel signals it when this process dies, however it dies.
 * (PR_SET_PDEATHSIG belongs to the thread that spawned: call this from a main thread, not from a worker thread.)
 */
export async function startPrivateProcess(options: PrivateProcessOptions): Promise<PrivateProcess> {
  const signal = options.stopSignal ?? 'SIGTERM';
  // After our own death nobody is left to kill its children: then it gets the time to do that itself.
  const lastSignal = signal === 'SIGKILL' ? 'TERM' : signal.slice('SIG'.length);
  const drop =
    isRoot() && options.user !== undefined
      ? [`--reuid=${options.user.uid}`, `--regid=${options.user.gid}`, '--clear-groups']
      : [];
  const child = spawn(
    neededProgram('/usr/bin/setpriv'),
    [...drop, '--pdeathsig', lastSignal, neededProgram(options.command), ...options.args],
    {
      cwd: options.cwd,
      detached: options.detached ?? false,
      env: { PATH: process.env['PATH'] ?? '/usr/sbin:/usr/bin', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  }
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    until: (ready) => Promise.race([ready, whenEnded(child, options, () => output)]),
    stop: () => stopChild(child, signal),
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function whenEnded(child: ChildProcess, options: PrivateProcessOptions, output: () => string): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () =>
      reject(
        new Error(
          `${options.command} ended while it started (${child.exitCode ?? child.signalCode}).\n${output()}\n${options.log?.() ?? ''}`,
        ),
      );
    if (hasEnded(child)) fail();
    else child.once('exit', fail);
  });
}

async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const children = signal === 'SIGKILL' ? childrenOf(child.pid ?? 0) : [];
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  await ended;
  clearTimeout(timer);
  for (const pid of children) killIfThere(pid);
  // They hold the listening sockets: the ports are free when the last one is gone.
  while (children.some((pid) => stateOf(pid) !== undefined)) await new Promise((resolve) => setTimeout(resolve, 5));
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Errors of a process that ended between the look and the deed. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');
}

/** Parent and state from /proc/PID/stat; undefined when there is no such process or only its exit code is left. */
function stateOf(pid: number): { parent: number } | undefined {
  try {
    // The name in parentheses may hold anything, so the fields are counted from its end.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' || state === 'X' ? undefined : { parent: Number(parent) };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function childrenOf(pid: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return all.filter((candidate) => stateOf(candidate)?.parent === pid);
}
