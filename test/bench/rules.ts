import { join } from 'node:path';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { evaluate } from '../../rules/conditions/evaluate.ts';
import { cloneFacts } from '../../rules/conditions/facts.ts';
import { openEventProduct } from './event-product.ts';
import { type Contestants, interleaved, median, quantile, type Rounds, timed } from './measure.ts';
import { CONDITIONS, employee, TEMPLATES } from './payslips.ts';
import type { BenchContext } from './whole-job.ts';

export const BARE_ENGINE = 'json-rules-engine, one engine for all rules';
export const ENGINE_EACH = 'json-rules-engine, an engine for each rule';
export const PRODUCT_RULES = 'mailrule, each rule with its trace';

const RULES = 20;
const OTHERS = [
  {
    any: [
      { fact: 'country', operator: 'equal', value: 'CH' },
      { not: { fact: 'department', operator: 'equal', value: 'IT' } },
    ],
  },
  {
    all: [
      { fact: 'salary', operator: 'lessThanInclusive', value: 2700 },
      {
        any: [
          { fact: 'month', operator: 'equal', value: '2026-11' },
          { fact: 'active', operator: 'equal', value: false },
        ],
      },
    ],
  },
  {
    all: [
      { fact: 'department', operator: 'in', value: ['Finance', 'HR'] },
      { fact: 'salary', operator: 'greaterThanInclusive', value: 2600 },
    ],
  },
];

/** The same twenty rules over the facts of one event after the other; the facts are copied and traces made, as for an event. */
export function ruleEvaluation({ rounds, tell }: BenchContext, count: number): Promise<Rounds> {
  const conditions: object[] = Array.from({ length: RULES }, (_, n) =>
    structuredClone([CONDITIONS, ...OTHERS][n % 4] ?? CONDITIONS),
  );
  const events = Array.from({ length: 100 }, (_, n) => employee(n));
  const eventAt = (index: number) => events[index % events.length] ?? events[0] ?? employee(0);
  const engine = new Engine();
  for (const one of conditions) engine.addRule({ conditions: one as TopLevelCondition, event: { type: 'send' } });
  const engines = conditions.map(
    (one) => new Engine([{ conditions: one as TopLevelCondition, event: { type: 'send' } }]),
  );
  const now = Date.now();
  const contestants: Contestants = {
    [BARE_ENGINE]: () =>
      timed(count, async () => {
        for (let n = 0; n < count; n++) await engine.run({ ...eventAt(n) });
      }),
    [ENGINE_EACH]: () =>
      timed(count, async () => {
        for (let n = 0; n < count; n++) for (const one of engines) await one.run({ ...eventAt(n) });
      }),
    [PRODUCT_RULES]: () =>
      timed(count, async () => {
        for (let n = 0; n < count; n++) {
          const facts = cloneFacts(eventAt(n));
          for (const one of conditions) await evaluate(one, facts, undefined, { now, zone: 'Europe/Berlin' });
        }
      }),
  };
  return interleaved(contestants, rounds, tell);
}

const PREVIEWS = 60;
const TEMPLATE_BYTES = 50_000;
const LINE = `<p style="color:#333;font-family:sans-serif">Dear {{firstName}} {{lastName}}, {{salary}} EUR are on their way to
{{iban}}. {{#if active}}Nothing is to be done; whoever has a question finds the people of {{department}} on the second floor.{{/if}}</p>
`;

/** p95 in milliseconds of POST /api/rules/preview with a body of 50 kB, one after the other; median over the rounds. */
export async function previewP95Ms(context: BenchContext): Promise<number> {
  const url = `sqlite:${join(context.folder, 'preview.db')}`;
  const product = await openEventProduct({ url, target: context.servers.target(), withPdf: false });
  const html = TEMPLATES.html.replace('<table>', `${LINE.repeat(Math.ceil(TEMPLATE_BYTES / LINE.length))}<table>`);
  const rule = structuredClone(product.rule);
  Object.assign(rule.actions[0]?.params ?? {}, { html });
  const found: number[] = [];
  for (let round = 0; round <= context.rounds; round += 1) {
    const waits: number[] = [];
    for (let index = 0; index < PREVIEWS; index += 1) {
      const { payslip: _, ...facts } = employee(index);
      const start = performance.now();
      const { mails } = await product.call<{ mails: object[] }>('/rules/preview', { rule, facts });
      waits.push(performance.now() - start);
      if (mails.length !== 1) throw new Error('The preview of the benchmark must show its mail.');
    }
    if (round > 0) found.push(quantile(waits, 0.95));
  }
  await product.app.close();
  return median(found);
}
