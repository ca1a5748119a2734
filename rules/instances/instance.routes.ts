import { type FormInstanceInput, formInstanceInputSchema } from '../../schemas/form-instance.gen.ts';
import { type InstanceChangeInput, instanceChangeInputSchema } from '../../schemas/instance-change.gen.ts';
import { type InstanceStatusInput, instanceStatusInputSchema } from '../../schemas/instance-status.gen.ts';
import type { Route, RouteRequest } from '../../src/http/route.ts';
import type { Json } from '../../src/sdk/index.ts';
import { submitEvent } from '../events/fire-event.ts';
import { assertOwnFiles } from '../events/own-files.ts';
import { getForm } from '../forms/form.store.ts';
import { authorOf, idempotencyKey, idOf, ifMatch, keyOf } from '../request.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { listInstances } from './instance.store.ts';
import {
  CHANGED,
  changedView,
  FORM_INSTANCE,
  INSTANCE_LIST,
  instanceLine,
  instanceView,
  SUBMITTED,
} from './instance-answers.ts';
import { deleteInstance, openInstance, saveInstance, setInstanceStatus, submitInstance } from './instances.ts';
import { getOwnInstance, type InstanceOf, seesAll } from './own-instance.ts';

const tag = 'forms';
const audit = { exempt: 'Work of programs: the event and its mails are kept, and the proof tells of each.' };
const MOST_LINES = 200;
const DEFAULT_LINES = 50;
const filter = { type: 'string', minLength: 1, maxLength: 254 };

export function instanceRoutes(deps: RuleDeps): Route[] {
  return [...submitRoutes(deps), ...readRoutes(deps), ...changeRoutes(deps)];
}

function instanceOf(request: RouteRequest): InstanceOf {
  return { form: idOf(request), instance: request.params['instance'] ?? '', caller: request.caller };
}

function submitRoutes(deps: RuleDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/forms/:id/instances',
      id: 'submitForm',
      audit,
      summary: 'Submit a form: an instance is stored and its rules run',
      tag,
      allow: 'anyone',
      headers: idempotencyKey,
      body: formInstanceInputSchema,
      answer: { status: 201, description: 'What every rule decided, its mails, and the instance', schema: SUBMITTED },
      handler: async (request) => {
        const input = request.body as FormInstanceInput;
        const of = { form: idOf(request), caller: request.caller, ...keyOf(request) };
        await assertOwnFiles(deps, { caller: request.caller, values: input.facts as Json, at: '/facts' });
        // Other events are about instances of the host's own.
        if ((input.event ?? 'submit') !== 'submit') {
          const event = { ...input, form: of.form, by: request.caller.id, ...keyOf(request) };
          return { body: { ...(await submitEvent(deps, event)), instance: null } };
        }
        const { form, row, ...answer } = await submitInstance(deps, of, input);
        return { body: { ...answer, instance: row === undefined ? null : instanceView(form, row) } };
      },
    },
  ];
}

function readRoutes({ store }: RuleDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/forms/:id/instances',
      id: 'listFormInstances',
      summary: 'The instances of a form, the newest first: all of them for who designs forms, else one’s own',
      tag,
      allow: 'anyone',
      query: {
        status: { description: 'Only with this status', schema: filter },
        owner: { description: 'Only of this owner: the e-mail address, else the name', schema: filter },
        after: { description: '`next` of the page before', schema: { type: 'string', minLength: 1, maxLength: 100 } },
        limit: {
          description: `Default ${DEFAULT_LINES}`,
          schema: { type: 'integer', minimum: 1, maximum: MOST_LINES },
        },
      },
      answer: { status: 200, description: 'One page', schema: INSTANCE_LIST },
      handler: async (request) => {
        const { status, owner, after, limit } = request.query;
        const form = await getForm(store.read, idOf(request));
        const most = Number(limit ?? DEFAULT_LINES);
        const found = await listInstances(store.read, {
          formId: form.id,
          limit: most + 1,
          ...(status === undefined ? {} : { status }),
          ...(owner === undefined ? {} : { ownerKey: owner.trim().toLowerCase() }),
          ...(after === undefined ? {} : { after }),
          ...(seesAll(request.caller) ? {} : { createdById: request.caller.id }),
        });
        const rows = found.slice(0, most);
        const next = found.length > most ? (rows.at(-1)?.id ?? null) : null;
        return { body: { items: rows.map((row) => instanceLine(form, row)), next } };
      },
    },
    {
      method: 'GET',
      path: '/forms/:id/instances/:instance',
      id: 'getFormInstance',
      summary: 'One instance with its values',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The instance', schema: FORM_INSTANCE },
      handler: async (request) => {
        const form = await getForm(store.read, idOf(request));
        const row = await getOwnInstance(store.read, instanceOf(request));
        return { body: instanceView(form, row), etag: String(row.version) };
      },
    },
  ];
}

function changeRoutes(deps: RuleDeps): Route[] {
  const about = { tag, audit, allow: 'anyone' } as const;
  const answer = { status: 200, description: 'The instance as stored, and what its rules did', schema: CHANGED };
  return [
    {
      ...about,
      method: 'PUT',
      path: '/forms/:id/instances/:instance',
      id: 'saveFormInstance',
      summary: 'Save an instance: the rules of save run, and those of changed fields and status',
      headers: ifMatch,
      body: instanceChangeInputSchema,
      answer,
      handler: async (request) => {
        const input = request.body as InstanceChangeInput;
        const { values: before } = await getOwnInstance(deps.store.read, instanceOf(request));
        await assertOwnFiles(deps, { caller: request.caller, values: input.values as Json, at: '/values', before });
        return changedView(await saveInstance(deps, instanceOf(request), input, authorOf(request)));
      },
    },
    {
      ...about,
      method: 'POST',
      path: '/forms/:id/instances/:instance/status',
      id: 'setFormInstanceStatus',
      summary: 'Change the status of an instance: the rules of status_change run',
      headers: ifMatch,
      body: instanceStatusInputSchema,
      answer,
      handler: async (request) => {
        const { status } = request.body as InstanceStatusInput;
        return changedView(await setInstanceStatus(deps, instanceOf(request), status, authorOf(request)));
      },
    },
    {
      ...about,
      method: 'POST',
      path: '/forms/:id/instances/:instance/open',
      id: 'openFormInstance',
      summary: 'Somebody opens an instance: the rules of load run',
      headers: idempotencyKey,
      answer,
      handler: async (request) => changedView(await openInstance(deps, { ...instanceOf(request), ...keyOf(request) })),
    },
    {
      ...about,
      method: 'DELETE',
      path: '/forms/:id/instances/:instance',
      id: 'deleteFormInstance',
      audit: 'form instance',
      summary: 'Delete an instance; its events and e-mails stay',
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        await deleteInstance(deps, instanceOf(request), authorOf(request));
        return { status: 204 };
      },
    },
  ];
}
