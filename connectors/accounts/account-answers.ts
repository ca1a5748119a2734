import type { JsonSchema } from '../../src/sdk/index.ts';
import { connectorAnswer } from '../connector-answers.ts';

const connector = (connectorAnswer as unknown as { properties: Record<string, JsonSchema> }).properties;
const { state, stateReason, stateAt, displayName, provider, canSend, settings, missing, version } = connector;

const known = {
  id: { type: 'string' },
  address: { type: 'string' },
  provider,
  connected: { type: 'boolean', description: 'false: its secrets are wiped; it can be connected again.' },
  state,
  stateReason,
  stateAt,
};

const own = {
  ...known,
  displayName,
  senderName: { type: 'string', description: 'The name in From; empty: none.' },
  canSend,
  isDefault: { type: 'boolean' },
  shared: { type: 'boolean' },
  readEmail: { type: 'boolean' },
  signature: { type: 'string' },
  useSignature: { type: 'boolean' },
  rulesMaySend: { type: 'boolean', description: 'Rules may send from this account, where it is the default one.' },
  settings,
  missing,
  version,
};

export const accountAnswer: JsonSchema = {
  title: 'EmailAccount',
  type: 'object',
  required: Object.keys(own),
  properties: own,
};

export const accountListAnswer: JsonSchema = {
  title: 'EmailAccountList',
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items: accountAnswer } },
};

const owner = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'string' }, name: { type: 'string' } },
};

export const accountLinesAnswer: JsonSchema = {
  title: 'PersonalAccountList',
  description: 'That they exist and whether they work: nothing of their settings, and no mail.',
  type: 'object',
  required: ['items'],
  properties: {
    items: {
      type: 'array',
      items: { type: 'object', required: [...Object.keys(known), 'owner'], properties: { ...known, owner } },
    },
  },
};
