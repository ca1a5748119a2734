import { toHttpError } from './problem.ts';
import {
  type Audit,
  type AuditEntry,
  type AuditNote,
  type Caller,
  NOBODY_ID,
  type Route,
  type RouteAnswer,
} from './route.ts';

export interface AuditedCall {
  route: Route;
  caller: Caller | undefined;
  params: Record<string, string>;
  address: string;
  requestId: string;
}

/**
 * Does the work of a route and keeps that it was done, or why not: the one place that writes the audit. `enter` is called
 * when nothing but the handler is left: from then on the record cannot be lost, whatever becomes of the process. A stream is
 * over when it ends. A public route that was never entered is not told: anybody could fill the audit with nonsense.
 */
export async function audited(
  audit: Audit | undefined,
  call: AuditedCall,
  work: (note: (more: AuditNote) => void, enter: () => Promise<void>) => Promise<RouteAnswer>,
): Promise<RouteAnswer> {
  const { route } = call;
  const kind = route.audit;
  let known: AuditNote | undefined;
  const note = (more: AuditNote) => {
    known = { ...known, ...more };
  };
  if (audit === undefined || typeof kind !== 'string') return work(note, async () => {});
  let begun: string | undefined;
  const enter = async () => {
    // What nobody in particular does is of no use without its answer, and could be any number.
    if (route.allow !== 'public') begun = await audit.begin(entryOf(call, kind, known ?? {}, 'begun', undefined));
  };
  const keep = async (outcome: string, body?: unknown) => {
    const isNonsense = known === undefined && (call.caller === undefined || route.allow === 'public');
    // The tries before it are told; those that are not even looked at could be any number.
    const isTold = !isNonsense && outcome !== 'TOO_MANY';
    await audit.end(isTold ? entryOf(call, kind, known ?? {}, outcome, body) : undefined, begun);
  };
  let answer: RouteAnswer;
  try {
    answer = await work(note, enter);
  } catch (thrown) {
    await keep(toHttpError(thrown).code);
    throw thrown;
  }
  const { raw } = answer;
  if (raw === undefined || typeof raw.content === 'string' || raw.content instanceof Uint8Array) {
    await keep('done', answer.body);
    return answer;
  }
  return { ...answer, raw: { ...raw, content: toldAtEnd(raw.content, keep) } };
}

async function* toldAtEnd(
  content: AsyncIterable<Uint8Array>,
  keep: (outcome: string) => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let outcome = 'CANCELLED';
  try {
    yield* content;
    outcome = 'done';
  } catch (thrown) {
    outcome = toHttpError(thrown).code;
    throw thrown;
  } finally {
    await keep(outcome);
  }
}

const NOBODY = { id: NOBODY_ID, name: NOBODY_ID };

function entryOf(call: AuditedCall, kind: string, known: AuditNote, outcome: string, body: unknown): AuditEntry {
  const { route, caller, params, address, requestId } = call;
  const { id = params['id'] ?? madeId(body) ?? '', name = nameOf(body) ?? '' } = known.subject ?? {};
  const { id: actorId, name: actorName, token }: AuditEntry['actor'] = known.actor ?? caller ?? NOBODY;
  return {
    action: route.id,
    kind,
    actor: { id: actorId, name: actorName, ...(token && { token }) },
    address,
    requestId,
    subject: { id, name },
    fields: known.fields ?? [],
    outcome: outcome === 'done' ? (known.outcome ?? outcome) : outcome,
  };
}

function madeId(body: unknown): string | undefined {
  const { id, user } = (body ?? {}) as { id?: unknown; user?: { id?: unknown } };
  return textOf(id ?? user?.id);
}

function nameOf(body: unknown): string | undefined {
  const { displayName, name, user } = (body ?? {}) as {
    displayName?: unknown;
    name?: unknown;
    user?: { name?: unknown };
  };
  return textOf(displayName ?? name ?? user?.name);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const MOST_FIELDS = 40;

/** The names of the fields that a body gives, two levels deep; never what they hold. */
export function fieldNames(body: unknown): string[] {
  if (!isObject(body)) return [];
  const names = Object.entries(body).flatMap(([name, value]) =>
    isObject(value) && Object.keys(value).length > 0 ? Object.keys(value).map((inner) => `${name}.${inner}`) : [name],
  );
  return names.length > MOST_FIELDS ? [...names.slice(0, MOST_FIELDS), '…'] : names;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
