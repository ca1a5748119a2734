import type { Role, Route, RouteAnswer, RouteRequest } from '../src/http/route.ts';
import type { TestReport, TestRequest, TestStep } from '../src/sdk/index.ts';
import { testReportAnswer } from './connector-answers.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { assertMayBefore } from './guard.ts';
import { type TestDesk, type TestTarget, testConnection } from './test-connection.ts';

/** A report may quote what a server said, even one that is no mail server: only for people who may set up data sources. */
const TESTERS: readonly Role[] = ['administrator', 'manage_data_sources'];
const TAG = 'connectors';

const recipient = { type: 'string', maxLength: 320, pattern: '^[^\\s@<>]+@[^\\s@<>]+$' } as const;
const request = {
  recipient: { ...recipient, description: "RCPT TO; the connector's own address where nothing is said" },
  sendTestMail: { type: 'boolean', description: 'Really send one mail and look for it in the inbox' },
} as const;
const stream = {
  stream: {
    description: 'true: one JSON line per step as it ends ({"step":…}), then {"report":…} (application/x-ndjson)',
    schema: { type: 'boolean' },
  },
};
const answer = {
  status: 200,
  description: 'How each step went; a failed connection is an answer',
  schema: testReportAnswer,
};

export function testRoutes(deps: ConnectorDeps & { testDesk: TestDesk }): Route[] {
  return [
    {
      method: 'POST',
      path: '/connectors/test',
      id: 'testUnsavedConnector',
      audit: 'connector',
      summary: 'Test connection with values as they stand in a form; nothing is saved',
      tag: TAG,
      allow: TESTERS,
      query: stream,
      body: {
        title: 'UnsavedConnectorTest',
        type: 'object',
        additionalProperties: false,
        required: ['type', 'settings'],
        properties: {
          id: { type: 'string', description: 'of the saved connector: its secrets are used where untouched' },
          type: { type: 'string' },
          settings: { type: 'object' },
          ...request,
        },
      },
      answer,
      handler: (call) => {
        const { id, type, settings, ...rest } = call.body as {
          id?: string;
          type: string;
          settings: unknown;
        } & TestRequest;
        return run(deps, call, { ...(id === undefined ? {} : { id }), type, settings }, rest);
      },
    },
    {
      method: 'POST',
      path: '/connectors/:id/test',
      id: 'testConnector',
      audit: 'connector',
      summary: 'Test connection with the saved values; a good test makes the connector active',
      tag: TAG,
      allow: TESTERS,
      about: 'connector',
      query: stream,
      body: { title: 'ConnectorTest', type: 'object', additionalProperties: false, properties: request },
      answer,
      handler: (call) => run(deps, call, { id: call.params['id'] ?? '' }, call.body as TestRequest),
    },
    {
      method: 'POST',
      path: '/connectors/:id/test-mail',
      id: 'sendTestMail',
      audit: 'connector',
      summary: 'Send Test Mail: test the saved values and really send one mail',
      tag: TAG,
      allow: TESTERS,
      about: 'connector',
      query: stream,
      body: { title: 'TestMail', type: 'object', additionalProperties: false, properties: { recipient } },
      answer,
      handler: (call) =>
        run(deps, call, { id: call.params['id'] ?? '' }, { ...(call.body as TestRequest), sendTestMail: true }),
    },
  ];
}

async function run(
  deps: ConnectorDeps & { testDesk: TestDesk },
  { signal, query, caller, note }: RouteRequest,
  target: TestTarget,
  wanted: TestRequest,
): Promise<RouteAnswer> {
  if (target.id !== undefined) await assertMayBefore(deps, 'test', target.id, caller);
  if (target.id !== undefined) note?.({ subject: { id: target.id } });
  const tell = (report: TestReport) => note?.({ outcome: report.ok ? 'done' : 'failed' });
  if (query['stream'] !== 'true') {
    const report = await testConnection(deps, target, { signal, request: wanted });
    tell(report);
    return { body: report };
  }
  const lines = openLines();
  const report = testConnection(deps, target, {
    signal,
    request: wanted,
    onStep: (step) => lines.push({ step }),
  });
  // The client may be gone before it reads the end; then nobody is left to hear of a failure.
  report.then(tell).catch(() => undefined);
  // What is wrong with the request itself must still be a problem answer, not a line.
  await Promise.race([lines.first, report]);
  return { raw: { contentType: 'application/x-ndjson', content: written(lines, report) } };
}

type Line = { step: TestStep } | { report: TestReport };

interface Lines {
  first: Promise<void>;
  push(line: Line): void;
  take(): Line[];
  more(): Promise<void>;
}

function openLines(): Lines {
  let waiting: Line[] = [];
  let wake: () => void = () => undefined;
  let news = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return {
    first: news,
    push: (line) => {
      waiting.push(line);
      wake();
    },
    take: () => {
      const taken = waiting;
      waiting = [];
      news = new Promise((resolve) => {
        wake = resolve;
      });
      return taken;
    },
    more: () => news,
  };
}

async function* written(lines: Lines, report: Promise<TestReport>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  const write = (line: Line) => encoder.encode(`${JSON.stringify(line)}\n`);
  let ended = false;
  const end = report.then(
    () => {
      ended = true;
    },
    () => {
      ended = true;
    },
  );
  while (!ended) {
    await Promise.race([lines.more(), end]);
    for (const line of lines.take()) yield write(line);
  }
  // A rejection ends the stream as broken, so that nobody takes half a report for a whole one.
  yield write({ report: await report });
}
