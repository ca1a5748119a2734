import type { JsonSchema } from '../../src/sdk/index.ts';
import { REPLAYED_PARTS } from './replayed-mails.ts';

/** What the routes that try a rule answer. */
const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };

const FINDING = {
  type: 'object',
  required: ['path', 'message'],
  properties: {
    level: { enum: ['error', 'warning'] },
    path: { ...text, description: 'JSON pointer into the rule' },
    message: text,
    code: text,
    incomplete: { type: 'boolean', description: 'Nothing is wrong, only not filled in yet' },
    line: { type: 'integer', description: 'Of a template, from 1' },
    column: { type: 'integer', description: 'Of a template, from 1' },
  },
};

export const FINDINGS: JsonSchema = {
  title: 'RuleFindings',
  type: 'object',
  required: ['findings'],
  properties: { findings: { type: 'array', items: FINDING } },
};

/** Any JSON value. */
const ANY = {};

/** The conditions again, each with what was seen: rules/conditions/trace.ts. */
const TRACE = {
  oneOf: [
    {
      type: 'object',
      required: ['kind', 'result'],
      properties: { kind: { const: 'always' }, result: { const: true } },
    },
    {
      type: 'object',
      required: ['kind', 'result', 'children'],
      properties: {
        kind: { enum: ['all', 'any', 'not'] },
        result: { type: 'boolean' },
        children: { type: 'array', items: { $ref: '#/$defs/trace' } },
      },
    },
    {
      type: 'object',
      required: ['kind', 'fact', 'operator', 'expected', 'seen', 'result'],
      properties: {
        kind: { const: 'comparison' },
        fact: text,
        path: text,
        operator: text,
        expected: { ...ANY, description: 'As written: a value, or the other field' },
        expectedSeen: { ...ANY, description: 'What it was, where it is another field' },
        seen: { ...ANY, description: 'The value of the fact' },
        result: { type: 'boolean' },
      },
    },
  ],
};

const MAILBOX = { type: 'object', required: ['address'], properties: { name: text, address: text } };
const mailboxes = { type: 'array', items: MAILBOX };

const mailFields = {
  action: { type: 'integer', description: 'Which action of its part of the rule makes it, from 0' },
  part: {
    enum: ['before', 'actions', 'after'],
    description: 'Before the rows of a table, for each of them, after them',
  },
  row: { type: ['integer', 'null'], description: 'Of the table, from 0; null: it is for no row' },
  sender: {
    type: ['object', 'null'],
    description: 'null: nobody can send it',
    required: ['connectorId', 'connectorName', 'reason', 'reasonText'],
    properties: {
      connectorId: text,
      connectorName: text,
      reason: { enum: ['global_forced', 'rule', 'runtime', 'account', 'global_fallback', 'default', 'person'] },
      reasonText: { ...text, description: 'The reason in one sentence' },
    },
  },
  from: { ...MAILBOX, type: ['object', 'null'] },
  to: mailboxes,
  cc: mailboxes,
  bcc: mailboxes,
  replyTo: mailboxes,
  subject: text,
  html: textOrNull,
  text: textOrNull,
  attachments: {
    type: 'array',
    items: {
      type: 'object',
      required: ['filename', 'contentType', 'size', 'link', 'download'],
      properties: {
        filename: text,
        contentType: text,
        size: { type: 'integer', description: 'Bytes' },
        link: { type: 'boolean', description: 'The e-mail holds a link to it' },
        download: { ...textOrNull, description: 'Where a file that is made for the e-mail can be read, below /api' },
      },
    },
  },
  importance: { enum: ['low', 'normal', 'high'] },
  sentCopy: { enum: ['auto', 'always', 'never', null] },
  held: {
    type: ['object', 'null'],
    description: 'Why it would wait instead of being sent',
    required: ['reason', 'detail'],
    properties: {
      reason: {
        enum: ['event', 'approval', 'send_window', 'connector', 'guard', 'right', 'suppressed', 'missing_value'],
      },
      detail: text,
    },
  },
  frame: { ...textOrNull, description: 'Path below /api of a page with the HTML body; null without one' },
  template: {
    type: ['object', 'null'],
    description: 'The template of the library that its text is from',
    required: ['id', 'name', 'version', 'language'],
    properties: {
      id: text,
      name: text,
      version: { type: 'integer' },
      language: { ...text, description: 'Of the text that was taken: BCP 47, or default' },
    },
  },
};

export const PREVIEW: JsonSchema = {
  title: 'RulePreview',
  type: 'object',
  required: ['fires', 'trace', 'mails', 'rows', 'warnings'],
  properties: {
    fires: { type: ['boolean', 'null'], description: 'null: the conditions are not complete, see the warnings' },
    trace: { anyOf: [{ $ref: '#/$defs/trace' }, { type: 'null' }] },
    mails: {
      type: 'array',
      items: { type: 'object', required: Object.keys(mailFields), properties: mailFields },
    },
    rows: {
      type: ['object', 'null'],
      description: 'Of a rule that is repeated for each row of a table; the mails are of the first rows',
      required: ['total', 'matching'],
      properties: { total: { type: 'integer' }, matching: { type: 'integer' } },
    },
    warnings: { type: 'array', items: FINDING },
  },
  $defs: { trace: TRACE },
};

export const TEST_MAILS: JsonSchema = {
  title: 'TestMails',
  type: 'object',
  required: ['mails', 'to'],
  properties: {
    mails: {
      type: 'array',
      items: { type: 'object', required: ['id', 'state'], properties: { id: text, state: text } },
    },
    to: { ...text, description: 'Who gets them' },
  },
};

const addresses = { type: 'array', items: text };

const replayFields = {
  eventId: text,
  label: { ...text, description: 'What tells the record from the others' },
  at: { type: 'integer', description: 'Milliseconds since 1970' },
  outcome: {
    enum: ['same', 'starts', 'stops', 'changes', 'refused'],
    description: 'starts: e-mails where there were none; stops: none any more; refused: the event would be refused',
  },
  problem: { ...textOrNull, description: 'Why it would be refused' },
  added: { ...addresses, description: 'Who would get an e-mail and did not' },
  removed: { ...addresses, description: 'Who would get none any more' },
  differences: {
    type: 'array',
    description: 'What the others would read instead',
    items: {
      type: 'object',
      required: ['recipients', 'part', 'before', 'now'],
      properties: { recipients: addresses, part: { enum: [...REPLAYED_PARTS] }, before: text, now: text },
    },
  },
};

const count = { type: 'integer' };
const replayCounts = { same: count, starts: count, stops: count, changes: count, refused: count };

export const REPLAY: JsonSchema = {
  title: 'RuleReplay',
  type: 'object',
  required: ['records', 'counts', 'skipped'],
  properties: {
    records: {
      type: 'array',
      items: { type: 'object', required: Object.keys(replayFields), properties: replayFields },
    },
    counts: { type: 'object', required: Object.keys(replayCounts), properties: replayCounts },
    skipped: { ...count, description: 'Records that there was no time for' },
  },
};
