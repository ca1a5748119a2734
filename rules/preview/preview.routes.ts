import { type RulePreviewInput, rulePreviewInputSchema } from '../../schemas/rule-preview.gen.ts';
import { type RuleReplayInput, ruleReplayInputSchema } from '../../schemas/rule-replay.gen.ts';
import { type RuleTestInput, ruleTestInputSchema } from '../../schemas/rule-test.gen.ts';
import type { Route } from '../../src/http/route.ts';
import { MAIL_PAGE_HEADERS } from '../../src/mail/mail-page.ts';
import { downloadHeader } from '../../src/sdk/index.ts';
import { checkRule } from '../check-rule.ts';
import { idOf } from '../request.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { previewRule } from './preview.ts';
import { FINDINGS, PREVIEW, REPLAY, TEST_MAILS } from './preview-answers.ts';
import { keepFor, type PreviewPages } from './preview-pages.ts';
import { replayRule } from './replay.ts';
import { testToMe } from './test-mail.ts';

const allow = ['administrator', 'designer'] as const;
const tag = 'rules';

const testToMeSchema = {
  ...rulePreviewInputSchema,
  title: 'RuleTestToMeInput',
  required: ['facts', 'to'],
  properties: { ...rulePreviewInputSchema.properties, to: ruleTestInputSchema.properties.to },
} as const;

/** Trying a rule before it is saved, or without an event. */
export function previewRoutes(deps: RuleDeps, pages: PreviewPages): Route[] {
  return [checkRoute(deps), ...previews(deps, pages), ...testMails(deps), replayRoute(deps)];
}

function checkRoute(deps: RuleDeps): Route {
  return {
    method: 'POST',
    path: '/rules/check',
    id: 'checkRule',
    audit: { exempt: 'It stores and sends nothing.' },
    summary: 'What is wrong or doubtful with a rule that is not saved yet',
    tag,
    allow,
    query: {
      rule: {
        description: 'Id of the stored rule that is changed: its schedules are looked at, too',
        schema: { type: 'string', minLength: 1, maxLength: 100 },
      },
    },
    body: { type: 'object', additionalProperties: true },
    answer: { status: 200, description: 'The findings; none: it can be saved', schema: FINDINGS },
    handler: async ({ body, caller, query }) => ({
      body: { findings: await checkRule(deps, body, caller.id, query['rule']) },
    }),
  };
}

function previews(deps: RuleDeps, pages: PreviewPages): Route[] {
  return [
    {
      method: 'POST',
      path: '/rules/preview',
      id: 'previewRule',
      audit: { exempt: 'It stores and sends nothing.' },
      summary: 'What a rule would do with these facts; nothing is stored or sent',
      tag,
      allow,
      body: rulePreviewInputSchema,
      answer: { status: 200, description: 'Fires or not and why, and the mails', schema: PREVIEW },
      handler: async ({ body, caller }) => {
        const keep = keepFor(pages, caller.id);
        return { body: await previewRule(deps, body as RulePreviewInput, keep, caller.id) };
      },
    },
    {
      method: 'GET',
      path: '/previews/:id',
      id: 'getPreview',
      summary: 'The HTML body of a previewed mail, or a file made for it, for ten minutes and for who previewed it',
      tag,
      allow,
      answer: { status: 200, description: 'text/html with a policy of its own; a file always as a download' },
      handler: async (request) => {
        const shown = pages.get(idOf(request), request.caller.id);
        if (typeof shown === 'string') {
          return { headers: MAIL_PAGE_HEADERS, raw: { contentType: 'text/html; charset=utf-8', content: shown } };
        }
        const { filename, contentType, content } = shown;
        return {
          headers: { 'Content-Disposition': downloadHeader(filename) },
          raw: { contentType, content: Buffer.from(content) },
        };
      },
    },
  ];
}

function testMails(deps: RuleDeps): Route[] {
  const answer = { status: 201, description: 'The mails', schema: TEST_MAILS };
  return [
    {
      method: 'POST',
      path: '/rules/test-to-me',
      id: 'testDraftRule',
      audit: 'rule',
      summary: 'Send the mails of a rule as it stands in the editor to one address instead of its recipients',
      tag,
      allow,
      body: testToMeSchema,
      answer,
      handler: async ({ body, caller }) => ({
        body: await testToMe(deps, body as RulePreviewInput & { to: string }, caller.id),
      }),
    },
    {
      method: 'POST',
      path: '/rules/:id/test-to-me',
      id: 'testRule',
      audit: 'rule',
      summary: 'Send the mails of a rule to one address instead of its recipients',
      tag,
      allow,
      about: 'rule',
      body: ruleTestInputSchema,
      answer,
      handler: async (request) => {
        const { facts, to } = request.body as RuleTestInput;
        return { body: await testToMe(deps, { ruleId: idOf(request), facts, to }, request.caller.id) };
      },
    },
  ];
}

function replayRoute(deps: RuleDeps): Route {
  return {
    method: 'POST',
    path: '/rules/:id/replay',
    id: 'replayRule',
    audit: { exempt: 'It stores and sends nothing.' },
    summary: 'What a changed rule would have made of the last records of its trigger, compared with the stored one',
    tag,
    allow,
    about: 'rule',
    body: ruleReplayInputSchema,
    answer: {
      status: 200,
      description: 'Record by record, the newest first; nothing is stored or sent',
      schema: REPLAY,
    },
    handler: async (request) => {
      const input = { ...(request.body as RuleReplayInput), id: idOf(request) };
      return { body: await replayRule(deps, input, request.caller.id, request.signal) };
    },
  };
}
