import { afterEach, expect, test } from 'vitest';
import { type InboundRig, openInboundRig } from '../../support/inbound-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const open: InboundRig[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function mail(subject: string, head: string[], body: string[]): string {
  const mime = ['From: a@b.test', 'To: us@dyn.test', `Subject: ${subject}`, 'MIME-Version: 1.0', ...head];
  return [...mime, '', ...body, ''].join('\r\n');
}

const mixed = 'Content-Type: multipart/mixed; boundary=b';

function file(...head: string[]): string[] {
  return ['--b', ...head, 'Content-Transfer-Encoding: base64', '', 'eJ8+IgAA', ''];
}

forEachDatabase((database) => {
  test('R34 winmail.dat, NUL and ../ in names, 20,000 parts, 5 MB in one header and broken charsets stop nothing; the good one behind them is read', async () => {
    const rig = await openInboundRig({ url: await database.create(), start: false });
    open.push(rig);
    const winmail = file('Content-Type: application/ms-tnef; name="winmail.dat"', 'Content-Disposition: attachment');
    const names = [
      ...file('Content-Type: a/b', "Content-Disposition: attachment; filename*=utf-8''a%00b.txt"),
      ...file('Content-Type: a/b', 'Content-Disposition: attachment; filename="../../etc/passwd"'),
      ...file('Content-Type: a/b', 'Content-Disposition: attachment; filename="..\\\\..\\\\boot.ini"'),
    ];
    const parts = Array.from({ length: 20_000 }, () => ['--b', 'Content-Type: a/b', '', 'x']).flat();
    const texts = ['Content-Type: text/plain; charset=utf-7', 'Content-Type: text/plain; charset="\u0001"'];
    // Kept by the server as they are: LMTP would refuse or fold some of them.
    const client = await sharedServers().mail.openImap(rig.user);
    for (const raw of [
      mail('winmail', [mixed], [...winmail, '--b--']),
      mail('names', [mixed], [...names, '--b--']),
      mail('parts', [mixed], [...parts, '--b--']),
      mail('header', [`X-Long: ${'x'.repeat(5 * 1024 * 1024)}`], ['x']),
      mail('=?utf-8?q?nul=00_and=ED=A0=80half?=', [], ['x']),
      mail('=?no-such-thing?q?=FF?=', texts.slice(0, 1), ['+ADw-']),
      mail('charset', texts.slice(1), [Buffer.from([0xff, 0xfe, 0xd8]).toString('latin1')]),
      mail('good', [], ['x']),
    ]) {
      await client.append('INBOX', Buffer.from(raw, 'latin1'));
    }
    await client.logout();
    let stalledMs = 0;
    let at = performance.now();
    const watch = setTimeout(function look() {
      stalledMs = Math.max(stalledMs, performance.now() - at);
      at = performance.now();
      watch.refresh();
    }, 10);
    rig.inbound.start();
    await rig.reading('inbox');
    const seen = await rig.untilMessages(8);
    clearTimeout(watch);
    expect(seen.map(({ state }) => state)).toEqual([
      ...['read', 'read', 'quarantined', 'quarantined', 'read', 'read', 'read', 'read'],
    ]);
    expect(seen[2]?.problem).toContain('more than 1000 attachments');
    expect(seen[4]?.subject).toMatch(/^nul +and.*half$/);
    expect(stalledMs).toBeLessThan(1_000);
    const [row] = await rig.rig.store.read.sql<{ parsed: string }[]>`
      SELECT parsed FROM inbound_message WHERE subject = 'names'`;
    expect(row?.parsed).not.toContain('\\u0000');
    const [tnef] = await rig.rig.store.read.sql<{ parsed: string }[]>`
      SELECT parsed FROM inbound_message WHERE subject = 'winmail'`;
    expect(tnef?.parsed).toContain('winmail.dat');
  });
});
