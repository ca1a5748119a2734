import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import type { PlanFigures, PlanSettings } from './plan-child.ts';

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the bench knows what it asked for
type Answer = any;

/** An installation in a process of its own, and what a clerk's browser asks of it. */
export interface PlanServer {
  call(method: string, path: string, body?: object): Promise<Answer>;
  upload(runId: string, kind: 'rows' | 'documents', path: string): Promise<void>;
  begin(): Promise<void>;
  end(): Promise<PlanFigures>;
  close(): Promise<void>;
}

export async function startPlanServer(settings: PlanSettings): Promise<PlanServer> {
  const child = fork(compiledChild(), [JSON.stringify(settings)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const answer = async <T>(ask?: string): Promise<T> => {
    const message = once(child, 'message');
    if (ask !== undefined) child.send(ask);
    const ended = exited.then(([code]) => {
      throw new Error(`The measured process ended with ${code} before it answered.`);
    });
    const [value] = await Promise.race([message, ended]);
    ended.catch(() => {});
    return value as T;
  };
  const { url } = await answer<{ url: string }>();
  const request = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}/api${path}`, { method, ...init });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    call: (method, path, body) => {
      const headers = { 'content-type': 'application/json' };
      return request(method, path, body === undefined ? {} : { headers, body: JSON.stringify(body) });
    },
    upload: async (runId, kind, path) => {
      const [body, headers] = [createReadStream(path), { 'content-type': 'application/octet-stream' }];
      const name = encodeURIComponent(basename(path));
      const init = { headers, body, duplex: 'half' } as unknown as RequestInit;
      await request('POST', `/runs/${runId}/files?kind=${kind}&name=${name}`, init);
    },
    begin: () => answer<void>('begin'),
    end: () => answer<PlanFigures>('end'),
    close: async () => {
      child.send('close');
      await exited;
    },
  };
}

/** The program is in dist, see the script bench:runs. */
function compiledChild(): string {
  const source = readFileSync(join(import.meta.dirname, 'plan-child.ts'), 'utf8');
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
  };
  const folder = join(import.meta.dirname, '../../dist/test/bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'plan-child.js');
  writeFileSync(path, ts.transpileModule(source, { compilerOptions }).outputText);
  return path;
}
