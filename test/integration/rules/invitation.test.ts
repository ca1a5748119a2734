import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** Invitations as they arrive, over real Postfix and Dovecot. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const hr = mail.account();
  let app: HttpApp;
  let connector = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const settings = emailSettings(hr);
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'HR', settings })).id;
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
  });
  afterAll(() => app.close());

  const rule = (event: string, invitation: object = {}) => ({
    name: event,
    trigger: { kind: 'workflow', event },
    actions: [
      {
        action: 'send-invitation',
        params: {
          connector,
          to: [{ field: 'email' }],
          subject: 'Interview on {{day}}',
          html: '<p>Come to <b>room 1</b>.</p>',
          invitation: {
            ...{ start: '{{day}}T09:00', end: '{{day}}T10:00', timeZone: 'Europe/Prague', key: 'interview {{id}}' },
            ...invitation,
          },
        },
      },
    ],
  });
  const componentOf = (text: string) => {
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
    return (name: string) => event?.getFirstPropertyValue(name);
  };

  test('A1.57 A5.21 beyond 24 an invitation, its change and its cancellation arrive as a calendar takes them, with a copy in Sent Items', async () => {
    const candidate = mail.account();
    await app.call('POST', '/rules', rule('invite'));
    await app.call('POST', '/rules', rule('uninvite', { operation: 'cancel' }));
    const facts = { id: 17, email: candidate.user };
    await app.call('POST', '/events', { type: 'invite', facts: { ...facts, day: '2026-12-01' } });
    const [first] = await mail.waitForMail(candidate.user);
    // A change within the same second would have the same SEQUENCE.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await app.call('POST', '/events', { type: 'invite', facts: { ...facts, day: '2026-12-02' } });
    await mail.waitForMail(candidate.user, { count: 2 });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await app.call('POST', '/events', { type: 'uninvite', facts: { ...facts, day: '2026-12-02' } });
    const received = await mail.waitForMail(candidate.user, { count: 3 });

    const raw = first?.raw.toString() ?? '';
    // Three alternatives, the richest last but one, and the file beside them.
    expect(raw).toMatch(/Content-Type: multipart\/alternative/);
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
    const parsed = await simpleParser(first?.raw ?? '');
    expect(parsed.html).toContain('<b>room 1</b>');
    expect(parsed.attachments.map(({ filename, contentType }) => [filename, contentType])).toContainEqual([
      'invite.ics',
      'application/ics',
    ]);
    const events = await Promise.all(
      received.map(async (one) => {
        const { attachments } = await simpleParser(one.raw);
        return componentOf(attachments.find(({ filename }) => filename === 'invite.ics')?.content.toString() ?? '');
      }),
    );
    expect(new Set(events.map((of) => of('uid'))).size).toBe(1);
    const sequences = events.map((of) => Number(of('sequence')));
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(new Set(sequences).size).toBe(3);
    expect(events.map((of) => of('status'))).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
    expect(events.map((of) => String(of('dtstart')))).toEqual([
      '2026-12-01T08:00:00Z',
      '2026-12-02T08:00:00Z',
      '2026-12-02T08:00:00Z',
    ]);
    expect(await mail.waitForMail(hr.user, { folder: mail.sentFolder, count: 3 })).toHaveLength(3);
  });

  test('a mistake in the times is told when the rule is saved, and at the event', async () => {
    const saved = await app.request('POST', '/rules', rule('wrong', { start: 'soon' }));
    expect(saved).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/actions/0/params/invitation/start', message: expect.stringContaining('no time') }] },
    });
    await app.call('POST', '/rules', rule('late'));
    const fired = await app.request('POST', '/events', {
      type: 'late',
      facts: { id: 1, email: 'a@dyn.test', day: 'x' },
    });
    expect(fired).toMatchObject({ status: 422, body: { errors: [{ path: '/invitation/start' }] } });
  });
});
