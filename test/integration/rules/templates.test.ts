import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** The library of texts, and rules that use it. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const payroll = mail.account();
  const ada = mail.account();
  let app: HttpApp;
  let connector = '';
  let form = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const settings = emailSettings(payroll);
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings })).id;
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    form = (await app.call('POST', '/forms', { name: 'Leave', schema: schemaOf('name', 'email', 'amount') })).id;
  });
  afterAll(() => app.close());

  const schemaOf = (...fields: string[]) => ({
    type: 'object',
    properties: {
      ...Object.fromEntries(fields.map((field) => [field, { type: field === 'amount' ? 'number' : 'string' }])),
      language: { type: 'string' },
    },
  });

  const text = (language: string, subject: string, html: string) => ({ language, subject, html });
  let made = 0;
  const email = (over: object = {}) => {
    made += 1;
    const texts = [text('default', 'Hello {{name}}', '<p>Dear {{name}}, {{number amount decimals=2}}</p>')];
    return { name: `Mail ${made}`, kind: 'email', texts, ...over };
  };
  const create = (input: object) => app.call('POST', '/templates', input);
  const part = (name: string, html: string) =>
    create({ name, kind: 'part', texts: [{ language: 'default', html, text: html.replace(/<[^>]*>/g, '') }] });

  const ruleOf = (template: string, params: object = {}) => ({
    name: `Rule with ${template}`,
    trigger: { kind: 'form', form, event: 'submit' },
    conditions: {},
    actions: [
      {
        action: 'send-email',
        params: { connector, template, to: [{ field: 'email' }], language: '{{language}}', ...params },
      },
    ],
  });

  const LANGUAGES = [
    text('default', 'Pay of {{name}}', '<p>You get {{currency amount "EUR"}}</p>'),
    text('fr', 'Paie de {{name}}', '<p>Vous recevez {{currency amount "EUR"}}</p>'),
    text('de-AT', 'Lohn von {{name}}', '<p>Sie erhalten {{currency amount "EUR"}}</p>'),
  ];

  test('a template is made, found, changed by its ETag, and each save is a version that can be brought back', async () => {
    const first = await create(email({ name: 'Welcome note' }));
    expect(first).toMatchObject({ version: 1, languages: ['default'], kind: 'email' });
    const changed = { ...email({ name: 'Welcome note' }), texts: [text('default', 'New', '<p>new</p>')] };
    const answers = [
      await app.request('PUT', `/templates/${first.id}`, changed, { 'if-match': '"7"' }),
      await app.request('PUT', `/templates/${first.id}`, changed, { 'if-match': '"1"' }),
      await app.request('POST', `/templates/${first.id}/versions/1/restore`, undefined, { 'if-match': '"1"' }),
      await app.request('POST', `/templates/${first.id}/versions/1/restore`, undefined, { 'if-match': '"2"' }),
      await app.request('POST', `/templates/${first.id}/versions/9/restore`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([412, 200, 412, 200, 404]);
    const now = await app.call('GET', `/templates/${first.id}`);
    expect(now).toMatchObject({ version: 3, texts: first.texts });
    const { items } = await app.call('GET', `/templates/${first.id}/versions`);
    expect(items.map((one: Record<string, unknown>) => [one['version'], one['restoredFrom'], one['by']])).toEqual([
      [3, 1, 'admin'],
      [2, null, 'admin'],
      [1, null, 'admin'],
    ]);
    const second = await app.call('GET', `/templates/${first.id}/versions/2`);
    expect(second.texts).toEqual(changed.texts);
    const found = await app.call('GET', '/templates?search=WELCOME&kind=email');
    expect(found).toMatchObject({ next: null, items: [{ id: first.id, version: 3 }] });
    expect(found.items[0].texts).toBeUndefined();
  });

  test('pages of the list follow each other by name', async () => {
    for (const name of ['page b', 'Page a', 'page C']) await create(email({ name }));
    const first = await app.call('GET', '/templates?search=page&limit=2');
    const second = await app.call('GET', `/templates?search=page&limit=2&after=${first.next}`);
    const names = [...first.items, ...second.items].map(({ name }: { name: string }) => name);
    expect([names, second.next]).toEqual([['Page a', 'page b', 'page C'], null]);
  });

  test('a name is there once, in capitals or not', async () => {
    await create(email({ name: 'Only one' }));
    const { status, body } = await app.request('POST', '/templates', email({ name: 'ONLY one' }));
    expect([status, body.detail]).toEqual([409, expect.stringContaining('"Only one"')]);
  });

  test.each<[string, object, string, string]>([
    ['no default text', { texts: [text('fr', 'S', 'x')] }, '/texts', 'Give a text with the language "default"'],
    [
      'a language that is none',
      { texts: [text('default', 'S', 'x'), text('x', 'S', 'x')] },
      '/texts/1/language',
      'no language tag',
    ],
    [
      'a language twice',
      { texts: [text('default', 'S', 'x'), text('fr-CA', 'S', 'x'), text('FR-ca', 'S', 'x')] },
      '/texts/2/language',
      'two texts in fr-CA',
    ],
    ['no body', { texts: [{ language: 'default', subject: 'S' }] }, '/texts/0/html', 'Give the text'],
    [
      'a subject in one language only',
      { texts: [text('default', 'S', 'x'), { language: 'fr', html: 'x' }] },
      '/texts/1/subject',
      'give this one a subject',
    ],
    ['a subject of two lines', { texts: [text('default', 'a\nb', 'x')] }, '/texts/0/subject', 'one line'],
    [
      'a value in a style',
      { texts: [text('default', 'S', '<style>p{color:{{name}}}</style>x')] },
      '/texts/0/html',
      'cannot stand in <style>',
    ],
    [
      'a style from elsewhere',
      { texts: [text('default', 'S', '<style>@import "x.css"</style>x')] },
      '/texts/0/html',
      'loads something',
    ],
    ['a script', { texts: [text('default', 'S', '<script>1</script>')] }, '/texts/0/html', 'loads something'],
    ['a layout that is none', { layoutId: 'nothing' }, '/layoutId', 'no such layout'],
    [
      'a layout without a place for the e-mail',
      { kind: 'layout', texts: [{ language: 'default', html: 'x' }] },
      '/texts/0/html',
      '{{> body}} once',
    ],
    ...(
      [
        ['<!-- {{> body}} -->', 'in a comment'],
        ['<p title="{{> body}}">x</p>', 'in a tag'],
        ['<head><title>{{> body}}</title></head>', '<title>'],
        ['{{#each lines}}{{> body}}{{/each}}', 'out of its block'],
        ['{{#if name}}x{{else}}{{> body}}{{/if}}', 'out of its block'],
        ['{{!-- {{> body}} --}}<p>x</p>', '{{> body}} once'],
      ] as const
    ).map(([html, sentence]): [string, object, string, string] => [
      `a layout where the e-mail would be lost or repeated: ${html}`,
      { kind: 'layout', texts: [{ language: 'default', html }] },
      '/texts/0/html',
      sentence,
    ]),
    [
      'styles that are too much work',
      {
        texts: [
          text(
            'default',
            'S',
            `<style>${Array.from({ length: 3_000 }, (_, at) => `p:nth-last-child(${at}n){color:red}`).join('')}</style>${'<p></p>'.repeat(18_000)}`,
          ),
        ],
      },
      '/texts/0/html',
      'Use fewer or simpler rules',
    ],
    [
      'a part of two words',
      { kind: 'part', texts: [{ language: 'default', html: 'x' }], name: 'two words' },
      '/name',
      'one word',
    ],
    [
      'a part called body',
      { kind: 'part', texts: [{ language: 'default', html: 'x' }], name: 'Body' },
      '/name',
      'choose another name',
    ],
  ])('%s is refused at its place', async (_, over, path, sentence) => {
    const { status, body } = await app.request('POST', '/templates', email(over));
    expect(status).toBe(422);
    const found = body.errors.find((field: { path: string }) => field.path === path);
    expect(found?.message, JSON.stringify(body)).toContain(sentence);
  });

  test('a mistake in one language is refused with its line and column', async () => {
    const texts = [text('default', 'S', 'x'), text('fr', 'S', '<p>\n  {{#if name}}')];
    const { status, body } = await app.request('POST', '/templates', email({ texts }));
    expect([status, body.code, body.errors[0]]).toEqual([
      422,
      'TEMPLATE',
      { path: '/texts/1/html', message: expect.stringContaining('fr, line 2'), line: 2, column: expect.any(Number) },
    ]);
  });

  test('parts that would hold each other are refused when they are saved, with the circle', async () => {
    await part('CircleB', 'end');
    const a = await part('CircleA', '{{> CircleB}}');
    const b = await app.call('GET', '/templates?search=CircleB');
    const text = '{{> CircleA}}';
    const { status, body } = await app.request('PUT', `/templates/${b.items[0].id}`, {
      ...{ name: 'CircleB', kind: 'part', texts: [{ language: 'default', html: text, text }] },
    });
    expect([status, body.detail]).toEqual([422, expect.stringContaining('"CircleB" holds "CircleA" holds "CircleB"')]);
    expect((await app.call('GET', `/templates/${a.id}`)).version).toBe(1);
  });

  test('what is used is neither deleted nor given another name, and the answer says by whom', async () => {
    const foot = await part('Foot', '<p>Bye</p>');
    const used = await create(email({ name: 'Used one', texts: [text('default', 'S', 'x {{> foot}}')] }));
    const rule = await app.call('POST', '/rules', ruleOf(used.id));
    const texts = [{ language: 'default', html: 'Bye' }];
    const answers = [
      await app.request('DELETE', `/templates/${foot.id}`),
      await app.request('PUT', `/templates/${foot.id}`, { name: 'Feet', kind: 'part', texts }),
      await app.request('DELETE', `/templates/${used.id}`),
      await app.request('PUT', `/templates/${foot.id}`, {
        name: 'Foot',
        kind: 'part',
        texts: [{ language: 'default', text: 'Bye' }],
      }),
    ];
    expect(answers.map(({ status, body }) => [status, body.detail])).toEqual([
      [409, expect.stringContaining('the template "Used one"')],
      [409, expect.stringContaining('the template "Used one"')],
      [409, expect.stringContaining(`the rule "${rule.name}"`)],
      [422, expect.stringContaining('"Used one" would have a mistake')],
    ]);
    expect(await app.call('GET', `/templates/${foot.id}/uses`)).toEqual({
      rules: [{ id: rule.id, name: rule.name, problems: [] }],
      templates: [{ id: used.id, name: 'Used one', kind: 'email' }],
    });
    await app.call('DELETE', `/rules/${rule.id}`);
    await app.call('DELETE', `/templates/${used.id}`);
    await app.call('DELETE', `/templates/${foot.id}`);
    expect((await app.request('GET', `/templates/${foot.id}/versions`)).status).toBe(404);
  });

  test('23 each recipient gets the text of the language, with its dates and amounts, by fr-CA, fr, default; the outbox says which', async () => {
    const template = await create(email({ name: 'Pay in languages', texts: LANGUAGES }));
    const rule = await app.call('POST', '/rules', ruleOf(template.id));
    const facts = { name: 'Ada', email: ada.user, amount: 1234.5 };
    const expected: [string | undefined, string, string, string][] = [
      ['fr-CA', 'fr', 'Paie de Ada', '1\u00a0234,50\u00a0€'],
      ['fr', 'fr', 'Paie de Ada', '1\u202f234,50\u00a0€'],
      ['de-AT', 'de-AT', 'Lohn von Ada', '€\u00a01.234,50'],
      ['de', 'default', 'Pay of Ada', '€1,234.50'],
      ['', 'default', 'Pay of Ada', '€1,234.50'],
      [undefined, 'default', 'Pay of Ada', '€1,234.50'],
      ['no language at all', 'default', 'Pay of Ada', '€1,234.50'],
    ];
    for (const [language, used, subject, amount] of expected) {
      const given = { ...facts, ...(language === undefined ? {} : { language }) };
      const { mails } = await app.call('POST', '/rules/preview', { ruleId: rule.id, facts: given });
      expect(mails[0].html, String(language)).toContain(amount);
      expect([mails[0].subject, mails[0].template]).toEqual([
        subject,
        { id: template.id, name: 'Pay in languages', version: 1, language: used },
      ]);
    }
    const { eventId } = await app.call('POST', '/events', {
      form,
      event: 'submit',
      facts: { ...facts, language: 'fr-CA' },
    });
    const [sent] = await app.mailsOf(eventId, 'accepted');
    expect(sent).toMatchObject({
      ...{ subject: 'Paie de Ada', templateId: template.id, templateName: 'Pay in languages' },
      ...{ templateVersion: 1, templateLanguage: 'fr' },
    });
    await app.call('DELETE', `/rules/${rule.id}`);
  });

  test('what the rule states itself goes before the template, and layout and parts are around it', async () => {
    await part('Sign', '<p class="small">{{name}}</p>');
    const layout = await create({
      ...{ name: 'Frame', kind: 'layout' },
      texts: [
        {
          language: 'default',
          html: '<style>.small{font-size:9px}</style><table><tr><td>{{> body}}</td></tr></table>',
        },
      ],
    });
    const texts = [text('default', 'From the template', 'Hi {{> Sign}}')];
    const template = await create(email({ name: 'Framed', layoutId: layout.id, texts }));
    const preview = async (params: object) => {
      const body = { rule: ruleOf(template.id, params), facts: { name: 'Ada', email: 'a@example.com', amount: 1 } };
      return (await app.call('POST', '/rules/preview', body)).mails[0];
    };
    const [whole, subject, body] = [
      await preview({}),
      await preview({ subject: 'From the rule' }),
      await preview({ html: '<p>Own</p>' }),
    ];
    expect([whole.subject, whole.html, whole.text.trim()]).toEqual([
      'From the template',
      '<table><tr><td>Hi <p class="small" style="font-size: 9px;">Ada</p></td></tr></table>',
      expect.stringMatching(/^Hi\s+Ada$/),
    ]);
    expect([subject.subject, subject.html]).toEqual(['From the rule', whole.html]);
    expect([body.subject, body.html]).toEqual(['From the template', '<p>Own</p>']);
  });

  test('7 a rule whose template names what the form lacks is refused, with template, language, line and column', async () => {
    const texts = [text('default', 'S', '<p>{{name}}</p>'), text('fr', 'S', '<p>\n {{nom}}</p>')];
    const template = await create(email({ name: 'French only', texts }));
    const { status, body } = await app.request('POST', '/rules', ruleOf(template.id));
    expect([status, body.errors]).toEqual([
      422,
      [
        {
          path: '/actions/0/params/template',
          message: 'The form has no field "nom"; the template "French only" names it (fr, line 2, column 2).',
          ...{ line: 2, column: 2 },
        },
      ],
    ]);
    const gone = await app.request('POST', '/rules', ruleOf('nothing'));
    expect([gone.status, gone.body.errors[0].message]).toEqual([
      422,
      expect.stringContaining('There is no e-mail template'),
    ]);
    const bare = await create(email({ name: 'No subject', texts: [{ language: 'default', html: 'x' }] }));
    const without = await app.request('POST', '/rules', ruleOf(bare.id));
    expect([without.status, without.body.errors[0].path]).toEqual([422, '/actions/0/params/subject']);
  });

  test('a rule is marked when its template, or a part of it, comes to name a field that is missing, and its e-mails are held', async () => {
    const note = await part('Note', '<p>ok</p>');
    const template = await create(email({ name: 'Marked', texts: [text('default', 'S', 'x {{> Note}}')] }));
    const rule = await app.call('POST', '/rules', ruleOf(template.id));
    expect((await app.call('GET', '/rules/problems')).items).toEqual([]);
    const texts = [{ language: 'default', html: '<p>{{manager}}</p>', text: '{{manager}}' }];
    await app.call('PUT', `/templates/${note.id}`, { name: 'Note', kind: 'part', texts });
    const problem = 'The form has no field "manager"; the template "Note" names it (default, line 1, column 4).';
    expect((await app.call('GET', '/rules/problems')).items).toEqual([{ ruleId: rule.id, problems: [problem] }]);
    expect((await app.call('GET', `/templates/${note.id}/uses`)).rules[0].problems).toEqual([problem]);
    const checked = await app.call('POST', '/rules/check', ruleOf(template.id));
    expect(checked.findings.map(({ message }: { message: string }) => message)).toContain(problem);
    const facts = { name: 'Ada', email: ada.user, amount: 1 };
    const { eventId } = await app.call('POST', '/events', { form, event: 'submit', facts });
    const [held] = await app.mailsOf(eventId, 'held');
    expect([held.delivery.detail, held.templateVersion]).toEqual([expect.stringContaining('manager'), 1]);
    await app.call('DELETE', `/rules/${rule.id}`);
  });

  test('a template is previewed as it stands in the editor, in a language, with what is wrong beside what can be shown', async () => {
    const preview = (body: object) => app.call('POST', '/templates/preview', body);
    const input = email({ texts: LANGUAGES });
    const shown = await preview({ template: input, language: 'fr-BE', facts: { name: 'Ada', amount: 5 } });
    expect(shown).toMatchObject({ language: 'fr', subject: 'Paie de Ada', findings: [] });
    expect(shown.text).toContain('Vous recevez');
    expect((await app.request('GET', `/${shown.frame}`)).body).toContain('Vous recevez');
    const missing = await preview({ template: input, facts: { amount: 5 } });
    expect([missing.subject, missing.findings]).toEqual([
      null,
      [{ path: '/subject', message: expect.stringContaining('name') }],
    ]);
    const frame = { name: '', kind: 'layout', texts: [{ language: 'default', html: '<b>{{> body}}</b>' }] };
    const layout = await preview({ template: frame, facts: {} });
    expect(layout.html).toBe('<b><p>The text of the e-mail stands here.</p></b>');
    expect(layout.findings).toEqual([{ path: '/name', message: 'The name cannot be empty.' }]);
    const broken = await preview({ template: email({ texts: [text('default', 'S', '{{#if x}}')] }), facts: {} });
    expect(broken.findings[0]).toMatchObject({ path: '/texts/0/html', line: 1 });
  });

  test('E6 replay of a changed template says what the last e-mails would read, and stores nothing', async () => {
    const template = await create(email({ name: 'Replayed' }));
    const rule = await app.call('POST', '/rules', ruleOf(template.id));
    for (const name of ['Ada', 'Bo']) {
      await app.call('POST', '/events', { form, event: 'submit', facts: { name, email: ada.user, amount: 7 } });
    }
    const before = (await app.call('GET', '/outbox?limit=200')).items.length;
    const texts = [text('default', 'Hello {{name}}', '<p>Dear {{name}}, now {{number amount decimals=2}}</p>')];
    const { rules } = await app.call('POST', `/templates/${template.id}/replay`, {
      ...{ template: { name: 'Replayed', kind: 'email', texts }, records: 2 },
    });
    expect(rules).toMatchObject([{ ruleId: rule.id, replay: { counts: { changes: 2 } } }]);
    expect(rules[0].replay.records[0].differences[0]).toMatchObject({
      ...{ part: 'html', before: '<p>Dear Bo, 7.00</p>', now: '<p>Dear Bo, now 7.00</p>' },
    });
    expect((await app.call('GET', '/outbox?limit=200')).items.length).toBe(before);
    expect((await app.call('GET', `/templates/${template.id}`)).version).toBe(1);
    const same = await app.call('POST', `/templates/${template.id}/replay`, { records: 2 });
    expect(same.rules[0].replay.counts).toMatchObject({ same: 2, changes: 0 });
    await app.call('DELETE', `/rules/${rule.id}`);
  });

  test('two who save one template at once: one is told, and no version is lost', async () => {
    const { id } = await create(email({ name: 'Both at once' }));
    const input = email({ name: 'Both at once' });
    const answers = await Promise.all(
      [1, 2].map(() => app.request('PUT', `/templates/${id}`, input, { 'if-match': '"1"' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await app.call('GET', `/templates/${id}/versions`)).items).toHaveLength(2);
  });

  test('only administrators and designers see the library', async () => {
    const operator = await app.as('olga', ['payroll_operator']);
    const statuses = await Promise.all(
      ['/templates', '/templates/starters', '/rules/problems'].map(
        async (path) => (await operator.request('GET', path)).status,
      ),
    );
    expect(statuses).toEqual([403, 403, 403]);
    expect((await app.call('GET', '/templates/starters')).items).toHaveLength(3);
  });
});
