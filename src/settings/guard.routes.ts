import { type GuardChange, guardChangeSchema } from '../../schemas/guard.gen.ts';
import { type SendingStop, sendingStopSchema } from '../../schemas/sending-stop.gen.ts';
import type { Route, RouteRequest } from '../http/route.ts';
import {
  AppError,
  type Clock,
  type FieldProblem,
  type Guard,
  guardText,
  invalid,
  isListEntry,
  type JsonSchema,
  NO_GUARD,
  parseAddress,
} from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import { type EgressView, egressRoutes } from './egress.routes.ts';
import { limitSettingRoutes } from './limits.routes.ts';
import { ifMatch, seenAt, stamped } from './setting-request.ts';
import { loadStampedSettings, saveSettingIn } from './settings.store.ts';
import { answerOf } from './settings-answers.ts';

/** What every e-mail passes at the last moment; the outbox provides it. */
export interface GatePort {
  read(): Promise<{ stop: { reason: string; by: string; at: number } | undefined; guards: readonly Guard[] }>;
  /** when it resolves nothing is sent under the old guard any more */
  change<T>(change: (tx: Tx) => Promise<T>): Promise<T>;
  extendDeadlines(tx: Tx, byMs: number): Promise<void>;
}

export interface GuardDeps {
  store: Store;
  clock: Clock;
  gate: GatePort;
  /** of the configuration */
  guard: Guard;
  egress: EgressView;
}

const TAG = 'guard';
const guardFields: Record<string, JsonSchema> = {
  mode: { enum: ['off', 'capture', 'redirect', 'allow_list'] },
  redirectTo: { type: ['string', 'null'] },
  allowed: { type: 'array', items: { type: 'string' } },
};
const required = Object.keys(guardFields);
const stopOrNull: JsonSchema = {
  type: ['object', 'null'],
  required: ['reason', 'by', 'at'],
  properties: {
    reason: { type: 'string' },
    by: { type: 'string' },
    at: { type: 'integer', description: 'Milliseconds since 1970' },
  },
};
const text: JsonSchema = { type: ['string', 'null'], description: 'What is in force, in one sentence; null: nothing' };
const guardAnswer = answerOf('GuardSetting', {
  ...guardFields,
  configured: {
    type: 'object',
    required,
    properties: guardFields,
    description: 'Of the environment (MAILRULE_GUARD); the setting cannot weaken it',
  },
  text,
});
const statusAnswer: JsonSchema = {
  title: 'GuardStatus',
  type: 'object',
  required: ['text', 'stopped'],
  properties: { text, stopped: { ...stopOrNull, description: 'Who stopped all sending, and why; null: nobody' } },
};

export function guardRoutes(deps: GuardDeps): Route[] {
  return [...settingRoutes(deps), ...stopRoutes(deps), ...limitSettingRoutes(deps), ...egressRoutes(deps.egress)];
}

function settingRoutes(deps: GuardDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/guard',
      id: 'getGuard',
      summary: 'The guard: whom this installation may write to',
      tag: TAG,
      allow: ['administrator'],
      answer: { status: 200, description: 'The setting, and what is in force', schema: guardAnswer },
      handler: async () => guardOf(deps),
    },
    {
      method: 'PUT',
      path: '/settings/guard',
      id: 'putGuard',
      audit: 'settings',
      summary: 'Set whom this installation may write to; holds for what is queued, too, from the answer on',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: guardChangeSchema,
      answer: { status: 200, description: 'The setting as stored, and what is in force', schema: guardAnswer },
      handler: (request) => putGuard(deps, request),
    },
  ];
}

function stopRoutes(deps: GuardDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/guard',
      id: 'getGuardStatus',
      summary: 'Whether a guard is on or all sending is stopped: for everybody who works here',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'What is in force', schema: statusAnswer },
      handler: async () => status(deps),
    },
    {
      method: 'POST',
      path: '/guard/stop',
      id: 'stopSending',
      audit: 'settings',
      summary: 'Stop all sending at once, in all processes, queued e-mails included; nothing is lost',
      tag: TAG,
      allow: ['administrator'],
      body: sendingStopSchema,
      answer: { status: 200, description: 'Stopped: from now on no e-mail leaves', schema: statusAnswer },
      handler: (request) => stop(deps, request),
    },
    {
      method: 'POST',
      path: '/guard/resume',
      id: 'resumeSending',
      audit: 'settings',
      summary: 'Send again what waits since sending was stopped',
      tag: TAG,
      allow: ['administrator'],
      body: { title: 'SendingResume', type: 'object', additionalProperties: false, properties: {} },
      answer: { status: 200, description: 'The queue goes on', schema: statusAnswer },
      handler: (request) => resume(deps, request),
    },
  ];
}

async function guardOf({ store, gate, guard }: GuardDeps) {
  const { value, stamp } = (await loadStampedSettings(store)).guard;
  const { guards } = await gate.read();
  return stamped({ value: { ...value, configured: guard, text: guardText(guards) ?? null }, stamp });
}

async function putGuard(deps: GuardDeps, request: RouteRequest) {
  const value = parseGuardChange(request.body as GuardChange);
  const stored = { key: 'guard' as const, value, modifiedAt: deps.clock.now(), modifiedBy: request.caller.name };
  await deps.gate.change((tx) => saveSettingIn(tx, stored, seenAt(request)));
  return guardOf(deps);
}

/** What the mode does not need is forgotten, so that nobody takes it for something in force. */
function parseGuardChange({ mode, redirectTo, allowed = [] }: GuardChange): Guard {
  const problems: FieldProblem[] = [];
  const address = parseAddress(redirectTo ?? '');
  if (mode === 'redirect' && 'problem' in address) {
    const message = redirectTo ? address.problem : 'Give the address that gets everything.';
    problems.push({ path: '/redirectTo', message });
  }
  if (mode === 'allow_list' && allowed.length === 0) {
    problems.push({ path: '/allowed', message: 'Name at least one address or domain; or choose capture.' });
  }
  if (mode === 'allow_list') {
    for (const [index, entry] of allowed.entries()) {
      if (isListEntry(entry)) continue;
      const message = `"${entry}" is neither an address nor a domain such as @example.com.`;
      problems.push({ path: `/allowed/${index}`, message });
    }
  }
  if (problems.length > 0) throw invalid(problems);
  return {
    ...NO_GUARD,
    mode,
    ...(mode === 'redirect' && 'address' in address && { redirectTo: address.address }),
    ...(mode === 'allow_list' && { allowed: [...new Set(allowed)] }),
  };
}

async function status({ gate }: GuardDeps) {
  const { stop: stopped, guards } = await gate.read();
  return { body: { text: guardText(guards) ?? null, stopped: stopped ?? null } };
}

async function stop(deps: GuardDeps, { body, caller }: RouteRequest) {
  const { reason } = body as SendingStop;
  const at = deps.clock.now();
  const { stop: before } = await deps.gate.read();
  if (before !== undefined) throw new AppError('STATE', `${before.by} has stopped all sending already.`);
  await deps.gate.change((tx) => saveStop(tx, { reason: reason.trim(), by: caller.name, at }, { at, by: caller.name }));
  return status(deps);
}

async function resume(deps: GuardDeps, { caller }: RouteRequest) {
  const at = deps.clock.now();
  await deps.gate.change(async (tx) => {
    const { stop: before } = await deps.gate.read();
    if (before === undefined) throw new AppError('STATE', 'Sending is not stopped.');
    await deps.gate.extendDeadlines(tx, Math.max(0, at - before.at));
    await saveStop(tx, null, { at, by: caller.name });
  });
  return status(deps);
}

function saveStop(tx: Tx, stopped: object | null, { at, by }: { at: number; by: string }) {
  return saveSettingIn(tx, { key: 'sending-stop', value: { stopped }, modifiedAt: at, modifiedBy: by }, undefined);
}
