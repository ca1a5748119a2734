import { describe, expect, test } from 'vitest';
import sendEmail from '../../../rules/actions/send-email/index.ts';
import { cloneFacts } from '../../../rules/conditions/facts.ts';
import { createTemplateEngine } from '../../../rules/expressions/template-engine.ts';
import { htmlToText } from '../../../rules/mail/html-to-text.ts';
import type { MailParams } from '../../../rules/mail/mail-params.gen.ts';
import type { ActionContext, HeldMail, JsonSchema, MailAttachment, PlannedMail } from '../../../src/sdk/index.ts';
import { connector, settings } from '../../support/rules-rig.ts';

const PDF = Buffer.from('%PDF-1.4 x').toString('base64');
const files = new Map<string, MailAttachment>([
  ['f1', { filename: 'a.pdf', contentType: 'application/pdf', size: 10, source: { contentId: 'good' } }],
  ['f2', { filename: 'b.pdf', contentType: 'application/pdf', size: 10, source: { contentId: 'bad' } }],
]);
const context = (over: Partial<ActionContext> = {}): ActionContext => ({
  templates: createTemplateEngine(),
  senders: settings({ defaultMailbox: { connectorId: 'noreply' } }),
  findConnector: async (id) => (id === 'gone' ? undefined : connector(id, id === 'small' ? { maxSize: 2000 } : {})),
  findFile: async (id) => files.get(id),
  readStart: async (contentId) => Buffer.from(contentId === 'good' ? '%PDF-1.7' : '<html>'),
  findSuppressed: async () => new Map(),
  canLink: true,
  ...over,
});
const base: MailParams = {
  connector: 'payroll',
  to: [{ field: 'email' }],
  subject: 'Hi {{name}}',
  html: '<p>Hi {{name}}</p>',
};
const facts = {
  name: 'Ada',
  email: 'ada@sandbox.test',
  people: [{ name: 'Bob', email: 'bob@sandbox.test' }, 'eve@sandbox.test'],
};
const run = (params: Partial<MailParams> = {}, more: object = {}, over: Partial<ActionContext> = {}) =>
  sendEmail.plan(
    { ...base, ...params },
    { ruleId: 'r', ruleName: 'r', facts: cloneFacts({ ...facts, ...more }), factsSchema: undefined, at: 0 },
    context(over),
  );
const mail = async (params: Partial<MailParams> = {}, more: object = {}) => {
  const [only] = await run(params, more);
  if (only === undefined || 'held' in only) throw new Error(`held: ${(only as HeldMail | undefined)?.held.detail}`);
  return only as PlannedMail;
};

test('A2.29 the subject is a constant or a formula of what the record holds', async () => {
  const subjectOf = async (subject: string, more: object = {}) => (await mail({ subject }, more)).draft.subject;
  expect(await subjectOf('Your payslip')).toBe('Your payslip');
  const formula = '{{upper (concat kind ": " (number (multiply hours rate) decimals=2))}}';
  expect(await subjectOf(formula, { kind: 'pay', hours: 7.5, rate: '20.10' })).toBe('PAY: 150.75');
  expect(await subjectOf('{{#if late}}Late: {{/if}}{{kind}}', { kind: 'report', late: true })).toBe('Late: report');
});

test('A2.31 the body has what the process was given, and what other rules put out, escaped for where it stands', async () => {
  const outputs = { process: { number: 'P-7' }, failure: { rule: 'Invite', error: '550 <gone>' } };
  const params = {
    html: '<p>{{process.number}}: {{failure.rule}} {{failure.error}}</p>',
    text: '{{process.number}}: {{failure.error}}',
  };
  const { draft } = await mail(params, outputs);
  expect(draft.html).toContain('<p>P-7: Invite 550 &lt;gone&gt;</p>');
  expect(draft.text).toBe('P-7: 550 <gone>');
});

test('A1.34 A2.32 every setting of the rule arrives in the mail', async () => {
  const sent = await mail({
    from: 'payroll@acme.test',
    cc: [{ field: 'people' }],
    bcc: ['audit@acme.test'],
    replyTo: ['hr@acme.test'],
    text: 'Hi {{name}}',
    importance: 'high',
    headers: [{ name: 'X-Month', value: '{{name}}' }],
    saveToSent: 'always',
    attachments: [{ file: 'f1' }, { name: '{{name}}.txt', base64: 'YQ==' }],
  });
  expect(sent).toMatchObject({
    sender: { connectorId: 'payroll', reason: 'rule' },
    sentCopy: 'always',
    automatic: true,
    draft: {
      from: { address: 'payroll@acme.test' },
      to: [{ address: 'ada@sandbox.test' }],
      cc: [{ name: 'Bob', address: 'bob@sandbox.test' }, { address: 'eve@sandbox.test' }],
      bcc: [{ address: 'audit@acme.test' }],
      replyTo: [{ address: 'hr@acme.test' }],
      subject: 'Hi Ada',
      html: '<p>Hi Ada</p>',
      text: 'Hi Ada',
      importance: 'high',
      headers: [{ name: 'X-Month', value: 'Ada' }],
      attachments: [
        { filename: 'a.pdf', contentType: 'application/pdf' },
        { filename: 'Ada.txt', contentType: 'text/plain', size: 1 },
      ],
    },
  });
});

test('A1.39 A1.40 A1.41 A2.28 recipients are typed, templates, or several fields that hold an address, a person or a list', async () => {
  const { draft } = await mail({
    to: ['x@acme.test', '{{email}}', { field: 'people' }, { name: '{{name}}', address: '{{email}}' }],
  });
  expect(draft.to.map(({ address }) => address)).toEqual([
    'x@acme.test',
    'ada@sandbox.test',
    'bob@sandbox.test',
    'eve@sandbox.test',
  ]);
});

test('A1.39 the owner of an instance gets the mail; an owner without an address holds it and is named', async () => {
  const to = [{ field: 'instance.owner' }];
  const owner = (email: unknown) => ({ instance: { owner: { name: 'Ada', email } } });
  expect((await mail({ to }, owner('ada@acme.test'))).draft.to).toEqual([{ name: 'Ada', address: 'ada@acme.test' }]);
  for (const nothing of ['', ' ', null, undefined]) {
    const [held] = await run({ to }, owner(nothing));
    expect(held).toMatchObject({
      held: { reason: 'missing_value', detail: 'To 1: Ada in "instance.owner" has no e-mail address.' },
    });
  }
  await expect(run({ to }, owner('no address'))).rejects.toMatchObject({ code: 'ADDRESS' });
});

test('A1.42 a list that was cleared has nobody in it', async () => {
  expect((await mail({ cc: [], bcc: [], replyTo: [] })).draft).toMatchObject({ cc: [], bcc: [], replyTo: [] });
});

test('the run-time sender is the connector that a field names, itself or by a table', async () => {
  const { connector: _, ...rest } = base;
  const plan = async (runtimeSender: NonNullable<MailParams['runtimeSender']>) => {
    const input = {
      ruleId: 'r',
      ruleName: 'r',
      facts: cloneFacts({ ...facts, company: 'acme' }),
      factsSchema: undefined,
      at: 0,
    };
    return (await sendEmail.plan({ ...rest, runtimeSender }, input, context()))[0]?.sender;
  };
  expect(await plan({ field: 'company' })).toEqual({ connectorId: 'acme', reason: 'runtime' });
  expect(await plan({ field: 'company', connectors: { acme: 'hr' } })).toEqual({
    connectorId: 'hr',
    reason: 'runtime',
  });
  expect(await plan({ field: 'company', connectors: { other: 'hr' } })).toEqual({
    connectorId: 'noreply',
    reason: 'default',
  });
});

test('confidential mail whose connector stopped is complete and waits for it, with that reason', async () => {
  const stopped = { findConnector: async (id: string) => connector(id, id === 'payroll' ? { state: 'inactive' } : {}) };
  expect(await run({ confidential: true, fallback: true }, {}, stopped)).toMatchObject([
    {
      waitsForConnector: expect.stringContaining('inactive'),
      sender: { connectorId: 'payroll', reason: 'rule' },
      draft: { subject: 'Hi Ada', to: [{ address: 'ada@sandbox.test' }] },
    },
  ]);
  expect(await run({}, {}, stopped)).toMatchObject([{ sender: { connectorId: 'noreply', reason: 'default' } }]);
});

test('R23 one mail for each recipient, who can be named in the templates', async () => {
  const mails = await run({
    perRecipient: true,
    to: [{ field: 'email' }, { field: 'people' }],
    subject: '{{recipient.address}}',
  });
  expect(
    mails.map((one) => ('draft' in one ? [one.recipientKey, one.draft.to.length, one.draft.subject] : one)),
  ).toEqual([
    ['ada@sandbox.test', 1, 'ada@sandbox.test'],
    ['bob@sandbox.test', 1, 'bob@sandbox.test'],
    ['eve@sandbox.test', 1, 'eve@sandbox.test'],
  ]);
});

describe('R26 missing values hold the mail and are named', () => {
  test.each<[Partial<MailParams>, string]>([
    [{ html: '{{gone}} {{other}}' }, 'gone, other'],
    [{ subject: '{{gone}}' }, 'gone'],
    [{ to: [{ field: 'boss.email' }] }, 'boss.email'],
    [{ attachments: [{ field: 'slip' }] }, 'slip'],
    [{ headers: [{ name: 'X-A', value: '{{gone}}' }] }, 'gone'],
    [{ html: '{{people}}' }, 'people'],
  ])('R26 %j', async (params, name) => {
    expect(await run(params)).toMatchObject([
      { held: { reason: 'missing_value', detail: expect.stringContaining(name) } },
    ]);
  });
});

test('a subject longer than 1,000 characters holds the mail and says so', async () => {
  const subject = `News ${'x'.repeat(200_000)}`;
  const [held] = await run({ subject });
  expect(held).toMatchObject({ held: { detail: expect.stringMatching(/200005 characters .* 1000 at most/) } });
  expect(held).toHaveProperty('subject.length', 1000);
  expect(await run({ subject: 'x'.repeat(1000) })).not.toHaveProperty('0.held');
});

describe('R28 nothing in a value becomes another header or recipient', () => {
  const injections = [
    'a@b.test\r\nBcc: eve@evil.test',
    'a@b.test, eve@evil.test',
    'a@b.test;eve@evil.test',
    'x <a@b.test>',
    'a@b.test\n',
    '"a@b.test"@evil.test',
  ];
  test.each(injections)('R28 the address %j is refused and its field named', async (email) => {
    for (const list of ['to', 'cc', 'bcc', 'replyTo'] as const) {
      await expect(run({ [list]: [{ field: 'email' }] }, { email })).rejects.toMatchObject({
        code: 'ADDRESS',
        details: { fields: [{ path: '/facts/email' }] },
      });
      await expect(run({ to: ['ok@b.test'], [list]: ['{{email}}'] }, { email })).rejects.toMatchObject({
        code: 'ADDRESS',
      });
    }
    await expect(run({ from: { field: 'email' } }, { email })).rejects.toMatchObject({ code: 'ADDRESS' });
  });

  test('R28 a name with a line break is refused', async () => {
    const person = { name: 'A\r\nBcc: eve@evil.test', email: 'a@b.test' };
    await expect(run({ to: [{ field: 'person' }] }, { person })).rejects.toMatchObject({ code: 'ADDRESS' });
  });

  test('R28 subject, headers and file names stay one line', async () => {
    const evil = 'x\r\nBcc: eve@evil.test';
    const { draft } = await mail(
      {
        subject: '{{evil}}',
        headers: [{ name: 'X-A', value: '{{evil}}' }],
        attachments: [{ name: '{{evil}}.txt', base64: 'YQ==' }],
      },
      { evil },
    );
    const lines = [draft.subject, draft.headers[0]?.value, draft.attachments[0]?.filename];
    for (const line of lines) expect(line).toMatch(/^[^\r\n]+$/);
  });

  test('R28 more than 100 recipients in one mail are refused', async () => {
    const people = Array.from({ length: 101 }, (_, index) => `p${index}@sandbox.test`);
    await expect(run({ to: [{ field: 'people' }] }, { people })).rejects.toMatchObject({ code: 'ADDRESS' });
  });
});

describe('A1.46 R25 attachments', () => {
  test('beyond 19 A1.46 a file field holds an upload, a file with its bytes, or several', async () => {
    const slip = ['f1', { file: 'f1' }, { name: '../../etc/passwd', contentType: 'text/plain', base64: 'YQ==' }];
    const { draft } = await mail({ attachments: [{ field: 'slip' }] }, { slip });
    expect(draft.attachments.map(({ filename }) => filename)).toEqual(['a.pdf', 'a.pdf', 'passwd']);
  });

  test.each<[string, unknown]>([
    ['empty', { name: 'a.pdf', base64: '' }],
    ['no base64', { name: 'a.pdf', base64: '%%%' }],
    ['no PDF', { name: 'a.pdf', base64: Buffer.from('<html>').toString('base64') }],
    ['no PDF by type', { name: 'a', contentType: 'application/pdf', base64: 'YQ==' }],
    ['an upload that is no PDF', 'f2'],
    ['an unknown upload', 'nope'],
    ['a path', { path: '/etc/passwd' }],
    ['a link', { href: 'http://169.254.169.254/' }],
  ])('beyond 19 R25 %s is refused', async (_, slip) => {
    await expect(run({ attachments: [{ field: 'slip' }] }, { slip })).rejects.toMatchObject({ code: 'ATTACHMENT' });
  });

  test('beyond 19 R24 a mail above the SIZE of the server is refused before it is sent', async () => {
    const slip = { name: 'a.pdf', base64: Buffer.from(`%PDF-${'x'.repeat(3000)}`).toString('base64') };
    await expect(run({ connector: 'small', attachments: [{ field: 'slip' }] }, { slip })).rejects.toMatchObject({
      code: 'ATTACHMENT',
    });
    expect(await run({ attachments: [{ field: 'slip' }] }, { slip: { name: 'a.pdf', base64: PDF } })).toHaveLength(1);
  });
});

test('R27 the text part is made from the HTML', () => {
  expect(
    htmlToText(
      '<style>x{}</style><h1>Hi&nbsp;&amp; bye</h1><p>One<br>two <a href="https://a.test/">here</a></p><ul><li>a</li><li>b</li></ul><table><tr><td>x</td><td>1</td></tr></table><!-- no --><script>alert(1)</script>',
    ),
  ).toBe('Hi & bye\n\nOne\ntwo here (https://a.test/)\n\n- a\n- b\n\nx \t1');
  const started = performance.now();
  htmlToText('<a href='.repeat(50_000) + '&#'.repeat(50_000));
  expect(performance.now() - started).toBeLessThan(1000);
});

describe('what is found when the rule is saved', () => {
  const schema: JsonSchema = { properties: { name: { type: 'string' }, email: { type: 'string' } } };
  const check = async (params: Partial<MailParams>, over: Partial<ActionContext> = {}) =>
    (await sendEmail.check({ ...base, ...params }, context(over), schema)).map(({ level, path, code }) =>
      `${level} ${path} ${code ?? ''}`.trim(),
    );

  test('A1.35 the subject cannot be empty', async () => {
    expect(await check({})).toEqual([]);
    expect(await check({ subject: ' ' })).toEqual(['error /subject']);
    const mass = { perRecipient: true, unsubscribe: true };
    expect(await check(mass)).toEqual([]);
    expect(await check(mass, { canLink: false })).toEqual(['error /unsubscribe']);
    expect(await check({ ...mass, bcc: ['a@acme.test'] })).toEqual(['error /unsubscribe']);
    const manual = { ...mass, mode: 'manual', performer: { user: 'u' } } as const;
    const somebody = { findPerson: async () => ({ id: 'u', name: 'U' }) };
    expect(await check(manual, somebody)).toEqual(['error /unsubscribe']);
    expect(await check({ subject: 'a\r\nBcc: x' })).toEqual(['error /subject']);
  });

  test('R28 a line break in the name of a person or of a file is refused, and so is a file that is no base64', async () => {
    const name = 'Ada\r\nBcc: x@evil.test';
    expect(await check({ to: [{ name, address: 'ada@acme.test' }] })).toEqual(['error /to/0/name']);
    expect(await check({ attachments: [{ name, base64: 'eA==' }] })).toEqual(['error /attachments/0/name']);
    const broken = { name: 'a.txt', base64: '!!!!' };
    expect(await check({ attachments: [broken] })).toEqual(['error /attachments/0 ATTACHMENT']);
  });

  test.each<[Partial<MailParams>, string]>([
    [{ to: [] }, 'error /to'],
    [{ html: '{{#if name}}' }, 'error /html TEMPLATE'],
    [{ html: '{{nmae}}' }, 'error /html'],
    [{ to: [{ field: 'mail' }] }, 'error /to/0/field'],
    [{ cc: ['a@b.test,c@d.test'] }, 'error /cc/0 ADDRESS'],
    [{ from: 'boss@acme.test' }, 'error /from'],
    [{ connector: 'gone' }, 'error /connector CONNECTOR_UNKNOWN'],
    [{ headers: [{ name: 'Bcc', value: 'x' }] }, 'error /headers/0/name'],
    [{ headers: [{ name: 'X-Mailrule-Id', value: 'x' }] }, 'error /headers/0/name'],
    [{ headers: [{ name: 'X-A\r\nBcc', value: 'x' }] }, 'error /headers/0/name'],
    [{ attachments: [{ file: 'nope' }] }, 'error /attachments/0 ATTACHMENT'],
    [
      { connector: 'small', attachments: [{ name: 'a.txt', base64: 'YWFh'.repeat(1000) }] },
      'error /attachments ATTACHMENT',
    ],
  ])('%j gives %s (of From: beyond 14)', async (params, finding) => {
    expect(await check(params)).toEqual([finding]);
  });

  test('A1.37 beyond 14 a From without a connector is a warning', async () => {
    const { connector: _, ...rest } = base;
    const findings = await sendEmail.check({ ...rest, from: 'boss@acme.test' }, context(), schema);
    expect(findings).toMatchObject([{ level: 'warning', path: '/from' }]);
  });

  test('A1.38 a connector that cannot send refuses the rule, one with a passing problem warns', async () => {
    const state = (over: object) => ({ findConnector: async (id: string) => connector(id, over) });
    expect(await check({}, state({ state: 'inactive' }))).toEqual(['error /connector CONNECTOR_INACTIVE']);
    expect(await check({}, state({ canSend: false }))).toEqual(['error /connector CONNECTOR_INACTIVE']);
    expect(await check({}, state({ state: 'problematic' }))).toEqual(['warning /connector']);
  });
});
