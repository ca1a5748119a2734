import { api } from '../api/client.ts';
import { jsonLines } from '../api/json-lines.ts';
import type { components } from '../api/schema.gen.ts';
import { firstSteps } from '../words/setup.ts';

export type TestReport = components['schemas']['TestReport'];
export type TestStep = TestReport['steps'][number];

/** Test connection of a saved connector; each step is told as it ends. */
export async function testConnector(id: string, onStep: (step: TestStep) => void): Promise<TestReport> {
  const call = api.POST('/connectors/{id}/test', {
    params: { path: { id }, query: { stream: true } },
    body: {},
    parseAs: 'stream',
  });
  for await (const line of jsonLines(call)) {
    const { step, report } = line as { step?: TestStep; report?: TestReport };
    if (step) onStep(step);
    if (report) return report;
  }
  throw new Error(firstSteps.mailbox.readFailed);
}
