import type { JsonSchema } from '../src/sdk/index.ts';

/** What the routes answer, for the description of the API. */
const state = { type: 'string', enum: ['incomplete', 'inactive', 'active', 'problematic'] };
const instant = { type: 'integer', description: 'milliseconds since 1970' };
const fieldProblem = {
  type: 'object',
  required: ['path', 'message'],
  properties: { path: { type: 'string', description: 'JSON pointer' }, message: { type: 'string' } },
};
const learned = {
  type: 'object',
  description: 'What the last good test learned of the servers.',
  properties: {
    size: { type: 'integer', description: 'bytes; 0: no limit known' },
    smtpUtf8: { type: 'boolean' },
    dsn: { type: 'boolean' },
    pipelining: { type: 'boolean' },
    multiAppend: { type: 'boolean' },
    literalPlus: { type: 'boolean' },
    sentFolder: { type: 'string' },
    selfFiling: { type: 'boolean' },
  },
};

const choiceFields = {
  id: { type: 'string' },
  type: { type: 'string' },
  typeTitle: { type: 'string' },
  typeIcon: { type: 'string' },
  displayName: { type: 'string' },
  state,
  stateReason: { type: 'string' },
  canSend: { type: 'boolean' },
  from: {
    type: ['object', 'null'],
    description: 'The sender; null while it cannot send.',
    required: ['address'],
    properties: { name: { type: 'string' }, address: { type: 'string' } },
  },
};
const choiceNames = Object.keys(choiceFields);

const lineFields = {
  ...choiceFields,
  provider: { type: ['string', 'null'] },
  enabled: { type: 'boolean' },
  managedBy: {
    type: ['string', 'null'],
    description: "The file of the server's configuration that it comes from: it is changed there, and nowhere else.",
  },
  stateAt: instant,
  version: { type: 'integer', description: 'the ETag' },
  createdAt: instant,
  createdBy: { type: 'string' },
  modifiedAt: instant,
  modifiedBy: { type: 'string' },
};

const ids = { type: 'array', items: { type: 'string' } };
const people = { type: 'object', required: ['users', 'groups'], properties: { users: ids, groups: ids } };
const partnerName = { enum: ['main_contact_name', 'company', 'current_user_name'] };
const partnerAddress = { enum: ['main_contact_email', 'current_user_email'] };
const security = {
  title: 'ConnectorSecurity',
  type: 'object',
  description: 'Who may change it, in whose name it sends and does not send. Nobody named: see PUT.',
  required: ['administrators', 'users', 'excluded', 'readOnly', 'enableB2B'],
  properties: {
    administrators: people,
    users: people,
    excluded: people,
    readOnly: { type: 'boolean' },
    enableB2B: { type: 'boolean' },
    partnerDefaults: {
      type: ['object', 'null'],
      properties: { fromName: partnerName, replyTo: partnerAddress, cc: partnerAddress, bcc: partnerAddress },
    },
  },
};
const mayEdit = {
  type: 'boolean',
  description: 'Whether the caller may change, test and delete it, as far as its security settings go.',
};

export const connectorAnswer: JsonSchema = {
  title: 'Connector',
  type: 'object',
  required: [...Object.keys(lineFields), 'settings', 'missing', 'testedAt', 'learned', 'security', 'mayEdit'],
  properties: {
    ...lineFields,
    settings: { type: 'object', description: 'A stored secret is answered as {"$secret":"stored"}.' },
    missing: { type: 'array', description: 'What is still needed.', items: fieldProblem },
    testedAt: { ...instant, type: ['integer', 'null'] },
    learned,
    security,
    mayEdit,
  },
};

export const connectorListAnswer: JsonSchema = {
  title: 'ConnectorList',
  description: 'A designer gets names, states and senders only.',
  type: 'object',
  required: ['connectors'],
  properties: {
    connectors: {
      type: 'array',
      items: { type: 'object', required: choiceNames, properties: { ...lineFields, mayEdit } },
    },
  },
};

export const connectorUsesAnswer: JsonSchema = {
  title: 'ConnectorUses',
  type: 'object',
  required: ['uses'],
  properties: { uses: { type: 'array', items: { type: 'string' }, description: 'What keeps it from being deleted.' } },
};

export const testReportAnswer: JsonSchema = {
  title: 'TestReport',
  type: 'object',
  required: ['ok', 'summary', 'steps', 'learned', 'hash', 'testedAt'],
  properties: {
    ok: { type: 'boolean' },
    summary: { type: 'string' },
    steps: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'label', 'ok', 'ms'],
        properties: {
          id: { type: 'string' },
          label: { type: 'string' },
          ok: { type: ['boolean', 'null'], description: 'null: not tried' },
          ms: { type: 'integer' },
          code: { type: 'string' },
          server: { type: 'string', description: "the server's own words" },
          detail: { type: 'string' },
          fix: { type: 'string', description: 'what to do' },
          suggestion: {
            type: 'object',
            description: 'values that would mend it',
            required: ['label', 'values'],
            properties: {
              label: { type: 'string' },
              values: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['path', 'value'],
                  properties: {
                    path: { type: 'string', description: 'JSON pointer into the settings' },
                    value: { type: ['string', 'integer', 'boolean'] },
                  },
                },
              },
            },
          },
        },
      },
    },
    learned,
    hash: { type: 'string', description: 'ties the result to exactly the tested values' },
    testedAt: instant,
  },
};

export const connectorTypeAnswer: JsonSchema = {
  title: 'ConnectorTypeDescription',
  type: 'object',
  required: ['type', 'title', 'description', 'icon'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    description: { type: 'string' },
    icon: { type: 'string' },
    settingsSchema: { type: 'object', description: 'JSON Schema, draft 2020-12' },
    uiSchema: { type: 'object' },
  },
};

export const importAnswer: JsonSchema = {
  title: 'ImportResult',
  type: 'object',
  required: ['created', 'updated'],
  properties: {
    created: { type: 'array', items: { type: 'string' } },
    updated: { type: 'array', items: { type: 'string' } },
  },
};
