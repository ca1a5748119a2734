import { type ChildProcess, spawn } from 'node:child_process';
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
  stopSignal?: 'SIGTERM' | 'SIGINT' | 'SIGQUIT';
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
  const drop =
    isRoot() && options.user !== undefined
      ? [`--reuid=${options.user.uid}`, `--regid=${options.user.gid}`, '--clear-groups']
      : [];
  const child = spawn(
    neededProgram('/usr/bin/setpriv'),
    [...drop, '--pdeathsig', signal.slice('SIG'.length), neededProgram(options.command), ...options.args],
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
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  await ended;
  clearTimeout(timer);
}
