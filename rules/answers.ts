import { formInputSchema } from '../schemas/form.gen.ts';
import { ruleInputSchema } from '../schemas/rule.gen.ts';
import type { Store } from '../src/store/store.ts';
import type { FormRow } from '../src/store/tables/form.table.ts';
import type { RuleRow } from '../src/store/tables/rule.table.ts';
import type { RuleProposalRow } from '../src/store/tables/rule-proposal.table.ts';
import { findProposal, listProposals } from './proposals/proposal.store.ts';
import { MOST_COUNTED } from './rule-activity.store.ts';

const text = { type: 'string' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const stamps = {
  version: { type: 'integer' },
  createdAt: instant,
  createdBy: text,
  modifiedAt: instant,
  modifiedBy: text,
};

export const FORM = {
  title: 'Form',
  type: 'object',
  required: ['id', 'name', 'schema', ...Object.keys(stamps)],
  properties: { id: text, ...formInputSchema.properties, ...stamps },
};

export const RULE = {
  title: 'Rule',
  type: 'object',
  required: ['id', 'position', 'name', 'trigger', 'conditions', 'actions', 'enabled', ...Object.keys(stamps)],
  properties: {
    id: text,
    position: { type: 'integer' },
    ...ruleInputSchema.properties,
    ...stamps,
    proposed: {
      type: 'object',
      description: 'A change that waits for a second person; what runs is the rule beside it. Absent: there is none',
      required: ['rule', 'by', 'byId', 'at', 'version'],
      properties: {
        rule: { type: 'object', description: 'The rule as it is to be, as it was sent' },
        by: text,
        byId: text,
        at: { type: 'integer', description: 'Milliseconds since 1970; what `approve` and `decline` ask for' },
        version: { type: 'integer', description: 'Of the rule that it changes' },
      },
    },
  },
  $defs: ruleInputSchema.$defs,
};

const MAILS = {
  type: 'array',
  items: { type: 'object', required: ['id', 'state'], properties: { id: text, state: text } },
};

export const EVENT = {
  title: 'Event',
  type: 'object',
  required: ['eventId', 'state', 'createdAt', 'expiresAt', 'approval', 'rules'],
  properties: {
    eventId: text,
    state: { enum: ['committed', 'held', 'rolled_back', 'expired'] },
    createdAt: instant,
    expiresAt: { type: ['integer', 'null'], description: 'When a held event expires' },
    approval: {
      description:
        'Of an event that made more than 500 e-mails: none leaves before a person lets all of them go with `POST /limits/held/approve` and this key. null: they leave by themselves',
      oneOf: [
        {
          type: 'object',
          required: ['key', 'mails', 'state', 'at', 'by', 'reason'],
          properties: {
            key: text,
            mails: { type: 'integer', description: 'How many waited when the event was stored' },
            state: { enum: ['waiting', 'approved', 'refused'] },
            at: { type: ['integer', 'null'], description: 'When it was decided, milliseconds since 1970' },
            by: { type: ['string', 'null'] },
            reason: { type: ['string', 'null'] },
          },
        },
        { type: 'null' },
      ],
    },
    rules: {
      type: 'array',
      items: {
        type: 'object',
        required: ['ruleId', 'name', 'fired', 'trace', 'mails'],
        properties: {
          ruleId: text,
          name: text,
          fired: { type: 'boolean' },
          trace: { type: 'object' },
          mails: MAILS,
          rows: {
            type: 'object',
            description:
              'Of a rule that is repeated for each row of a table; `leftOut` has the first rows that did not match',
            required: ['total', 'matching', 'leftOut'],
            properties: {
              total: { type: 'integer' },
              matching: { type: 'integer' },
              leftOut: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['row', 'trace'],
                  properties: { row: { type: 'integer', description: 'From 0' }, trace: { type: 'object' } },
                },
              },
            },
          },
          stoppedBy: { ...text, description: 'The earlier rule that could not send, so that this one was not asked' },
          ignored: {
            type: 'array',
            description: 'Why actions with `ignoreErrors` made nothing; the first twenty',
            items: {
              type: 'object',
              required: ['action', 'row', 'code', 'message'],
              properties: {
                action: { ...text, description: 'JSON pointer into the rule' },
                row: { type: ['integer', 'null'], description: 'Of the table, from 0' },
                code: text,
                message: text,
              },
            },
          },
        },
      },
    },
  },
};

const counted = { type: 'integer', description: `Stops at ${MOST_COUNTED}` };

export const ACTIVITY = {
  title: 'RuleActivity',
  type: 'object',
  required: ['items'],
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['ruleId', 'lastSentAt', 'sent7d', 'failed7d'],
        properties: {
          ruleId: text,
          lastSentAt: { type: ['integer', 'null'], description: 'Milliseconds since 1970' },
          sent7d: counted,
          failed7d: counted,
        },
      },
    },
  },
};

/** The definitions of the items move up: "#/$defs/x" means the root of the schema it stands in. */
export const listOf = (title: string, { $defs, ...items }: { $defs?: object; [key: string]: unknown }) => ({
  title,
  type: 'object',
  required: ['items'],
  ...($defs === undefined ? {} : { $defs }),
  properties: { items: { type: 'array', items } },
});

export function formView({ nameKey: _, process, numberPrefix, statuses, ownerField, link, ...form }: FormRow) {
  const settings = Object.entries({ process, numberPrefix, statuses, ownerField, link });
  const given = Object.fromEntries(settings.filter(([, value]) => value !== null));
  return { body: { ...form, ...given }, etag: String(form.version) };
}

export function ruleView({ triggerKey: _, enabledAt: __, forEach, ...rule }: RuleRow, proposal?: RuleProposalRow) {
  const proposed = proposal && {
    rule: proposal.input,
    by: proposal.proposedBy,
    byId: proposal.proposedById,
    at: proposal.proposedAt,
    version: proposal.baseVersion,
  };
  return {
    body: { ...rule, ...(forEach && { forEach }), ...(proposed && { proposed }) },
    etag: String(rule.version),
  };
}

/** With the change that waits. */
export async function viewRule({ read }: Pick<Store, 'read'>, rule: RuleRow) {
  return ruleView(rule, await findProposal(read, rule.id));
}

export async function viewRules({ read }: Pick<Store, 'read'>, rules: readonly RuleRow[]) {
  const proposals = await listProposals(read);
  return { body: { items: rules.map((rule) => ruleView(rule, proposals.get(rule.id)).body) } };
}
