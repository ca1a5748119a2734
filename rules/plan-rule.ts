import type { RuleInput } from '../schemas/rule.gen.ts';
import {
  type ActionContext,
  type AnsweredMail,
  AppError,
  type HeldMail,
  type JsonObject,
  type JsonSchema,
  type PlannedMail,
} from '../src/sdk/index.ts';
import { type RowsSeen, selectRows } from './rows/select-rows.ts';
import { momentOf, type RuleDeps } from './rule-deps.ts';

/** What an action does, and what follows from the end of its mails. */
export type PlannableAction = Partial<Omit<RuleInput['actions'][number], 'action' | 'params'>> & {
  action: string;
  params: unknown;
};

export interface PlannableRows<Action extends PlannableAction = PlannableAction> {
  field: string;
  conditions?: object | undefined;
  before?: Action[] | undefined;
  after?: Action[] | undefined;
}

/** A rule as far as planning needs it: stored, or as it stands in the editor. */
export interface PlannableRule<Action extends PlannableAction = PlannableAction> {
  id: string;
  name: string;
  actions: Action[];
  /** null, absent: the actions run once */
  forEach?: PlannableRows<Action> | null | undefined;
}

export type Part = 'before' | 'actions' | 'after';

export interface PlannedAction<Action extends PlannableAction = PlannableAction> {
  action: Action;
  /** before the rows, of each row, after them */
  part: Part;
  /** among those of its part, from 0 */
  index: number;
  /** of the table, from 0; null: it is for no row */
  row: number | null;
  mails: (PlannedMail | HeldMail)[];
  /** why it made nothing, where the rule says that the event goes on without it */
  ignored?: AppError;
}

export interface PlannedRule<Action extends PlannableAction = PlannableAction> {
  planned: PlannedAction<Action>[];
  /** null: it is not repeated */
  rows: RowsSeen | null;
}

interface With {
  deps: RuleDeps;
  context: ActionContext;
  preview?: boolean;
  /** what the e-mails of the rule answer */
  answered?: AnsweredMail | undefined;
  /** planning ends with the first mail above so many: the event will be refused */
  mostMails?: number;
  /** only the first of the rows */
  mostRows?: number;
  /** `ignoreErrors` of an action counts; who looks at a rule wants to see the mistake */
  goesOn?: boolean;
}

/** Of an event with many e-mails: they are planned before the first of them is composed. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What the actions of a rule would do, in their order; for a table once for each of its rows. */
export async function planRule<Action extends PlannableAction>(
  using: With,
  rule: PlannableRule<Action>,
  facts: JsonObject,
  factsSchema: JsonSchema | undefined,
): Promise<PlannedRule<Action>> {
  const { forEach } = rule;
  const planned: PlannedAction<Action>[] = [];
  const once = { facts, schema: factsSchema, row: null };
  if (!forEach) {
    await planActions(using, rule, { part: 'actions', actions: rule.actions, ...once }, planned);
    return { planned, rows: null };
  }
  const { rows, schema, seen } = await selectRows(forEach, facts, factsSchema, momentOf(using.deps));
  await planActions(using, rule, { part: 'before', actions: forEach.before ?? [], ...once }, planned);
  let count = 0;
  const weigh = openScale();
  for (const { index, facts: ofRow } of rows.slice(0, using.mostRows)) {
    const each = { facts: ofRow, schema, row: index };
    const before = planned.length;
    await planActions(using, rule, { part: 'actions', actions: rule.actions, ...each }, planned).catch(
      (error: unknown) => {
        throw ofRowError(error, forEach.field, index);
      },
    );
    const added = planned.slice(before);
    count += countMails(added);
    if (count > (using.mostMails ?? Number.POSITIVE_INFINITY)) break;
    if (weigh(added) > MOST_BYTES) throw tooLarge(rule.name, index);
  }
  await planActions(using, rule, { part: 'after', actions: forEach.after ?? [], ...once }, planned);
  return { planned, rows: seen };
}

export function countMails(planned: readonly PlannedAction[]): number {
  return planned.reduce((sum, { mails }) => sum + mails.length, 0);
}

/** Adds up the text and the files made so far; a file that several e-mails have counts once. */
function openScale(): (added: readonly PlannedAction[]) => number {
  const files = new Set<Uint8Array>();
  let total = 0;
  return (added) => {
    for (const mail of added.flatMap(({ mails }) => mails)) {
      if ('held' in mail) continue;
      const { subject, html = '', text = '', attachments, links = [] } = mail.draft;
      total += subject.length + html.length + text.length;
      for (const { source } of [...attachments, ...links]) {
        if (!('bytes' in source) || files.has(source.bytes)) continue;
        files.add(source.bytes);
        total += source.bytes.length;
      }
    }
    return total;
  };
}

function tooLarge(rule: string, row: number): AppError {
  const megabytes = MOST_BYTES / (1024 * 1024);
  const what = `The e-mails of this event are more than ${megabytes} MB together (rule "${rule}", row ${row + 1})`;
  return new AppError('TOO_LARGE', `${what}. Send it in parts, or as a payroll run.`);
}

/** Of many rows the one that is meant; `row` is how the rule calls it, not where it stands in the facts. */
function ofRowError(error: unknown, field: string, index: number): unknown {
  if (!(error instanceof AppError)) return error;
  const place = `/facts/${field.replaceAll('.', '/')}/${index}`;
  const fields = error.details.fields?.map(({ path, message }) => {
    return { message, path: path.replace(/^\/facts\/row(?=\/|$)/, place) };
  });
  const details = { ...error.details, ...(fields && { fields }) };
  return new AppError(error.code, `Row ${index + 1} of ${field}: ${error.message}`, { cause: error, details });
}

interface Some<Action> {
  part: Part;
  actions: readonly Action[];
  facts: JsonObject;
  schema: JsonSchema | undefined;
  row: number | null;
}

async function planActions<Action extends PlannableAction>(
  { deps, context, preview, goesOn, answered }: With,
  rule: PlannableRule<Action>,
  { part, actions, facts, schema, row }: Some<Action>,
  planned: PlannedAction<Action>[],
): Promise<void> {
  const ofForm = { ...context, templates: context.templates.forSchema(schema) };
  for (const [index, action] of actions.entries()) {
    const found = deps.actions.get(action.action);
    if (found === undefined)
      throw new AppError(
        'STATE',
        `The rule "${rule.name}" uses the action "${action.action}", which is not installed.`,
      );
    const input = {
      ruleId: rule.id,
      ruleName: rule.name,
      facts,
      factsSchema: schema,
      at: deps.clock.now(),
      zone: deps.zone,
      ...(preview && { preview }),
      ...(answered && { answered }),
    };
    const place = { action, part, index, row };
    try {
      planned.push({ ...place, mails: await found.plan(action.params, input, ofForm) });
    } catch (error) {
      if (goesOn !== true || action.ignoreErrors !== true || !isOfFacts(error)) throw error;
      planned.push({ ...place, mails: [], ignored: error });
    }
  }
}

/** A mistake of the rule or its facts; what ends by itself, or what an administrator must mend, refuses the event. */
export function isOfFacts(error: unknown): error is AppError {
  if (!(error instanceof AppError) || error.retryable) return false;
  return error.code !== 'SECRET_KEY' && error.code !== 'CONFIG' && error.code !== 'INTERNAL';
}
