import { type RunInput, type RunOptions, runInputSchema } from '../../../schemas/run.gen.ts';
import type { Route } from '../../http/route.ts';
import { invalid } from '../../sdk/index.ts';
import { deleteRun, editRun } from '../edit-run.ts';
import { createMatchExample, runColumns, tryChoices } from '../plan/match-example.ts';
import { answerRun, authorOf, idOf, ifMatch, OPERATORS, type RunRouteDeps, TAG } from '../run.routes.ts';
import { getRun } from '../run.store.ts';
import { runAnswer, runFileAnswer } from '../run-answers.ts';
import type { RunDeps } from '../run-deps.ts';
import { createRun } from '../runs.ts';
import { runColumnsAnswer, runExampleAnswer, runRuleListAnswer } from './draft-answers.ts';
import { RUN_UPLOAD_BYTES, removeFile, uploadFile } from './upload.ts';

const optionsSchema = {
  title: 'RunExampleInput',
  type: 'object',
  additionalProperties: false,
  required: ['options'],
  properties: { options: { $ref: '#/$defs/runOptions' } },
  $defs: runInputSchema.$defs,
} as const;

/** A run before it is planned: what is said of it, its files, and how they fit together. */
export function draftRoutes({ deps }: RunRouteDeps): Route[] {
  return [...changeRoutes(deps), ...fileRoutes(deps), ...tryRoutes(deps)];
}

function changeRoutes(deps: RunDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/runs',
      id: 'createRun',
      audit: 'run',
      summary: 'Begin a payroll run',
      tag: TAG,
      allow: OPERATORS,
      body: runInputSchema,
      answer: { status: 201, description: 'The run, a draft', schema: runAnswer },
      handler: async (request) =>
        answerRun(deps, await createRun(deps, request.body as RunInput, authorOf(request)), 201),
    },
    {
      method: 'PUT',
      path: '/runs/:id',
      id: 'changeRun',
      audit: 'run',
      summary: 'Change name, period, rule or choices of a run; with more than its name and times it is a draft again',
      tag: TAG,
      allow: OPERATORS,
      headers: ifMatch,
      body: runInputSchema,
      answer: { status: 200, description: 'The run', schema: runAnswer },
      handler: async (request) =>
        answerRun(deps, await editRun(deps, idOf(request), request.body as RunInput, authorOf(request))),
    },
    {
      method: 'DELETE',
      path: '/runs/:id',
      id: 'deleteRun',
      audit: 'run',
      summary: 'Delete a draft or a plan with its files and rows; nothing of it has left',
      tag: TAG,
      allow: OPERATORS,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        await deleteRun(deps, idOf(request), authorOf(request));
        return { status: 204 };
      },
    },
  ];
}

function fileRoutes(deps: RunDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/runs/:id/files',
      id: 'uploadRunFile',
      audit: 'run',
      summary: `Upload the rows (CSV, XLSX, JSON) or documents (zip file, PDF), at most ${RUN_UPLOAD_BYTES / 1024 / 1024} MB`,
      tag: TAG,
      allow: OPERATORS,
      rawBody: true,
      largestBytes: RUN_UPLOAD_BYTES,
      query: {
        name: { description: 'File name', schema: { type: 'string', minLength: 1, maxLength: 1000 } },
        kind: { description: 'What is in it', schema: { enum: ['rows', 'documents'] } },
      },
      headers: ifMatch,
      answer: { status: 201, description: 'The stored file', schema: runFileAnswer },
      handler: async (request) => {
        const { name, kind } = request.query;
        if (name === undefined) throw invalid([{ path: '?name', message: 'The name of the file is required.' }]);
        if (kind !== 'rows' && kind !== 'documents') {
          throw invalid([{ path: '?kind', message: 'Say what is in the file: kind=rows or kind=documents.' }]);
        }
        const chunks = request.body as AsyncIterable<Uint8Array>;
        const file = await uploadFile(deps, idOf(request), { kind, name, chunks }, authorOf(request));
        const { id, size, sha256, state, note } = file;
        return { status: 201, body: { id, kind, name: file.name, size, sha256, state, note } };
      },
    },
    {
      method: 'DELETE',
      path: '/runs/:id/files/:file',
      id: 'deleteRunFile',
      audit: 'run',
      summary: 'Remove an uploaded file and the documents in it',
      tag: TAG,
      allow: OPERATORS,
      headers: ifMatch,
      answer: { status: 200, description: 'The run', schema: runAnswer },
      handler: async (request) => {
        await removeFile(deps, idOf(request), request.params['file'] ?? '', authorOf(request));
        return answerRun(deps, await getRun(deps.store.read, idOf(request)));
      },
    },
  ];
}

/** Nothing is stored. */
function tryRoutes(deps: RunDeps): Route[] {
  const known = createMatchExample();
  return [
    {
      method: 'GET',
      path: '/runs/rules',
      id: 'listRunRules',
      summary: 'The rules that a run can send: enabled, and with a Send email action',
      tag: TAG,
      allow: OPERATORS,
      answer: { status: 200, description: 'The rules by name', schema: runRuleListAnswer },
      handler: async () => ({ body: { items: await deps.rules.list() } }),
    },
    {
      method: 'GET',
      path: '/runs/:id/columns',
      id: 'listRunColumns',
      summary: 'The columns of the uploaded rows, each with its first values',
      tag: TAG,
      allow: OPERATORS,
      answer: { status: 200, description: 'The columns', schema: runColumnsAnswer },
      handler: async (request) => ({
        body: await runColumns(deps, await getRun(deps.store.read, idOf(request)), request.signal),
      }),
    },
    {
      method: 'POST',
      path: '/runs/:id/example',
      id: 'tryRunOptions',
      audit: { exempt: 'It stores and sends nothing.' },
      summary: 'How the first rows would find person, document and password with these choices; nothing is stored',
      tag: TAG,
      allow: OPERATORS,
      body: optionsSchema,
      answer: { status: 200, description: 'The first rows', schema: runExampleAnswer },
      handler: async (request) => {
        const { options } = request.body as { options: RunOptions };
        const run = await getRun(deps.store.read, idOf(request));
        return { body: await tryChoices({ deps, known }, run, options, request.signal) };
      },
    },
  ];
}
