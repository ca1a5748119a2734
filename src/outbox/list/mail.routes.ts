import type { Caller, Role, Route, RouteRequest } from '../../http/route.ts';
import { AppError } from '../../sdk/index.ts';
import { startReading } from '../../store/content.ts';
import type { MessageRow } from '../../store/tables/message.table.ts';
import type { OutboxDeps } from '../deps.ts';
import { assertContent, readMail } from '../enqueue/mail-content.ts';
import { outboxEntry } from '../enqueue/outbox-entry.ts';
import { findMessage } from '../outbox.store.ts';
import { proofOf } from '../proof/proof.ts';
import { outboxEntryAnswer, proofAnswer } from './outbox-answers.ts';

export const READERS: Role[] = ['administrator', 'payroll_operator', 'designer'];
export const OPERATORS: Role[] = ['administrator', 'payroll_operator'];
/** Whoever approves a payroll run must see what is approved: its e-mails, and no others. */
const RUN_READERS: Role[] = ['approver'];
const ALL_READERS: Role[] = [...READERS, ...RUN_READERS];
/** They test their rules; what somebody earns is none of their business. */
const CLOSED_TO_DESIGNERS =
  'A form designer may not read confidential e-mails or those of payroll runs. Ask a payroll operator or an administrator.';

const PERSONAL = 'Somebody wrote this e-mail from a mailbox of their own: only its writer may read it.';

/** What there is to read of one e-mail. */
export function mailRoutes(deps: OutboxDeps): Route[] {
  return [showRoute(deps), messageRoute(deps), proofRoute(deps)];
}

function showRoute(deps: OutboxDeps): Route {
  return {
    method: 'GET',
    path: '/outbox/:id',
    id: 'getOutboxEntry',
    summary: 'One e-mail with its recipients, attempts and Sent copy',
    tag: 'outbox',
    allow: ALL_READERS,
    answer: { status: 200, description: 'The e-mail', schema: outboxEntryAnswer },
    handler: async (request) => {
      const { id } = await getReadable(deps, request);
      const mayDecide = request.caller.roles.some((role) => OPERATORS.includes(role));
      return { body: await outboxEntry(deps, id, mayDecide) };
    },
  };
}

function messageRoute(deps: OutboxDeps): Route {
  return {
    method: 'GET',
    path: '/outbox/:id/message',
    id: 'getOutboxMessage',
    audit: 'mail',
    summary: 'The message source, byte for byte as it is sent',
    tag: 'outbox',
    allow: ALL_READERS,
    answer: { status: 200, description: 'message/rfc822' },
    handler: async (request) => {
      const message = await getReadable(deps, request);
      assertContent(message);
      const content = await startReading(readMail(deps.store, message));
      return { raw: { contentType: 'message/rfc822', content } };
    },
  };
}

function proofRoute(deps: OutboxDeps): Route {
  return {
    method: 'GET',
    path: '/outbox/:id/proof',
    id: 'getOutboxProof',
    summary: 'What can be shown about this e-mail: digests, replies, the Sent copy, decisions; never its content',
    tag: 'outbox',
    allow: ALL_READERS,
    answer: { status: 200, description: 'The record', schema: proofAnswer },
    handler: async (request) => ({ body: await proofOf(deps.store, (await getReadable(deps, request)).id) }),
  };
}

async function getReadable(deps: OutboxDeps, { params, caller }: RouteRequest): Promise<MessageRow> {
  const message = await findMessage(deps.store, params['id'] ?? '');
  if (!message) throw new AppError('NOT_FOUND', 'There is no e-mail with this id in the outbox.');
  if (isPersonal(message) && !(await isOwnMailbox(deps, message, caller))) throw new AppError('FORBIDDEN', PERSONAL);
  const isOfRun = message.runId !== null;
  if (hasRole(caller, OPERATORS) || (isOfRun && hasRole(caller, RUN_READERS))) return message;
  if (!hasRole(caller, READERS)) {
    throw new AppError('FORBIDDEN', 'An approver may read the e-mails of payroll runs only.');
  }
  if (isOfRun || message.confidential) throw new AppError('FORBIDDEN', CLOSED_TO_DESIGNERS);
  return message;
}

/** Somebody wrote it from a mailbox of their own (ADR 18): nobody else reads it, administrators included. */
function isPersonal({ cause, confidential }: MessageRow): boolean {
  return cause === 'person' && confidential;
}

async function isOwnMailbox({ store }: OutboxDeps, { connectorId }: MessageRow, caller: Caller): Promise<boolean> {
  const [row] = await store.read.sql<{ owner_id: string | null }[]>`
    SELECT owner_id FROM connector WHERE id = ${connectorId}`;
  return row?.owner_id === caller.id;
}

/** Whether this reader may not read e-mails of payroll runs and confidential ones. */
export function isClosedTo(caller: Caller): boolean {
  return !hasRole(caller, OPERATORS);
}

function hasRole({ roles }: Caller, wanted: readonly Role[]): boolean {
  return roles.some((role) => wanted.includes(role));
}
