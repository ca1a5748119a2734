import { describe, expect, test } from 'vitest';
import { parseGuard } from '../../src/guard-config.ts';
import { guardedDraft } from '../../src/outbox/enqueue/guarded-draft.ts';
import { type Guard, guardsInForce, guardText, letsThrough, NO_GUARD } from '../../src/sdk/index.ts';
import { plannedMail } from '../support/outbox-rig.ts';

const capture: Guard = { ...NO_GUARD, mode: 'capture' };
const redirect = (redirectTo: string): Guard => ({ ...NO_GUARD, mode: 'redirect', redirectTo });
const list = (...allowed: string[]): Guard => ({ ...NO_GUARD, mode: 'allow_list', allowed });
const ADDRESSES = ['bob@real.example', 'qa@test.example', 'it@test.example'];

/** whom it lets e-mail go to */
const open = (configured: Guard, stored: Guard) =>
  ADDRESSES.filter((address) => letsThrough(guardsInForce(configured, stored), address));

describe('beyond 17: a setting cannot weaken the guard of the environment', () => {
  const all = [NO_GUARD, capture, redirect('qa@test.example'), redirect('bob@real.example'), list('@test.example')];
  test.each(all.map((configured) => [configured.mode, configured] as const))('configured %s', (_mode, configured) => {
    const most = open(configured, NO_GUARD);
    for (const stored of all) expect(open(configured, stored).filter((one) => !most.includes(one))).toEqual([]);
  });

  test.each([
    ['no guard', NO_GUARD, NO_GUARD, ADDRESSES],
    ['a list of the setting', NO_GUARD, list('@test.example'), ['qa@test.example', 'it@test.example']],
    [
      'both lists must have it',
      list('@test.example'),
      list('qa@TEST.example', 'bob@real.example'),
      ['qa@test.example'],
    ],
    ['the configured redirection', redirect('qa@test.example'), redirect('it@test.example'), ['qa@test.example']],
    ['capture above a list', list('@test.example'), capture, []],
    [
      'a redirection to an address of the list',
      list('@test.example'),
      redirect('it@test.example'),
      ['it@test.example'],
    ],
    ['a redirection out of the list', list('@test.example'), redirect('bob@real.example'), []],
  ])('%s', (_name, configured, stored, expected) => {
    expect(open(configured, stored)).toEqual(expected);
  });

  test('what is in force is said in a sentence', () => {
    expect(guardText([])).toBeUndefined();
    expect(guardText([capture])).toMatch(/captured/);
    expect(guardText([redirect('qa@test.example')])).toContain('qa@test.example');
  });
});

describe('the draft behind a guard', () => {
  const draft = {
    ...plannedMail().draft,
    to: [{ name: 'Bob', address: 'bob@real.example' }],
    cc: [{ address: 'qa@test.example' }],
    bcc: [{ address: 'eve@real.example' }],
    html: '<html><body class="x"><p>Dear Bob</p></body></html>',
  };

  test('redirected, it says in header, HTML and text for whom it was', () => {
    const { draft: sent, leftOut } = guardedDraft(draft, [redirect('it@test.example')]);
    expect(sent).toMatchObject({ to: [{ address: 'it@test.example' }], cc: [], bcc: [] });
    const told = 'To bob@real.example; Cc qa@test.example; Bcc eve@real.example';
    expect(sent.html).toMatch(new RegExp(`^<html><body class="x"><p><strong>.*${told}</strong></p><p>Dear Bob`));
    expect(sent.text).toMatch(new RegExp(`${told}\n\nDear Bob$`));
    expect(sent.headers).toEqual([
      { name: 'X-Mailrule-Original-To', value: 'bob@real.example' },
      { name: 'X-Mailrule-Original-Cc', value: 'qa@test.example' },
      { name: 'X-Mailrule-Original-Bcc', value: 'eve@real.example' },
    ]);
    expect(leftOut.map(({ kind, mailbox, reason }) => [kind, mailbox.address, reason])).toEqual([
      ['to', 'bob@real.example', 'Redirected by the guard to it@test.example.'],
      ['cc', 'qa@test.example', 'Redirected by the guard to it@test.example.'],
      ['bcc', 'eve@real.example', 'Redirected by the guard to it@test.example.'],
    ]);
  });

  test('behind a list it loses those who are not on it, and stays as it is where nobody is', () => {
    const { draft: sent, leftOut } = guardedDraft(draft, [list('@test.example')]);
    expect(sent).toMatchObject({ to: [], cc: [{ address: 'qa@test.example' }], bcc: [] });
    expect(leftOut.map(({ mailbox }) => mailbox.address)).toEqual(['bob@real.example', 'eve@real.example']);
    expect(guardedDraft(draft, [list('@other.example')])).toEqual({ draft, leftOut: [] });
    expect(guardedDraft(draft, [capture])).toEqual({ draft, leftOut: [] });
  });

  test('behind a list without the owner of its document it stays as it is, and with the owner it loses the others', () => {
    expect(guardedDraft(draft, [list('@test.example')], 'Bob@REAL.example')).toEqual({ draft, leftOut: [] });
    const { draft: sent } = guardedDraft(draft, [list('bob@real.example')], 'bob@real.example');
    expect(sent).toMatchObject({ to: [{ address: 'bob@real.example' }], cc: [], bcc: [] });
    expect(guardedDraft(draft, [list('@test.example')], 'nobody@real.example').draft.to).toEqual([]);
  });
});

describe('MAILRULE_GUARD', () => {
  test.each([
    [{}, NO_GUARD],
    [{ MAILRULE_GUARD: 'off' }, NO_GUARD],
    [{ MAILRULE_GUARD: 'capture' }, capture],
    [{ MAILRULE_GUARD: 'redirect', MAILRULE_GUARD_REDIRECT_TO: 'qa@test.example' }, redirect('qa@test.example')],
    [
      { MAILRULE_GUARD: 'allow-list', MAILRULE_GUARD_ALLOW: '@test.example, a@b.example' },
      list('@test.example', 'a@b.example'),
    ],
  ])('%j', (env, expected) => {
    expect(parseGuard(env)).toEqual(expected);
  });

  test.each([
    [{ MAILRULE_GUARD: 'captur' }, 'MAILRULE_GUARD'],
    [{ MAILRULE_GUARD: 'redirect' }, 'MAILRULE_GUARD_REDIRECT_TO'],
    [{ MAILRULE_GUARD: 'redirect', MAILRULE_GUARD_REDIRECT_TO: 'a@b, c@d' }, 'MAILRULE_GUARD_REDIRECT_TO'],
    [{ MAILRULE_GUARD: 'allow-list' }, 'MAILRULE_GUARD_ALLOW'],
    [{ MAILRULE_GUARD: 'allow-list', MAILRULE_GUARD_ALLOW: '@' }, 'MAILRULE_GUARD_ALLOW'],
    [{ MAILRULE_GUARD_REDIRECT_TO: 'qa@test.example' }, 'MAILRULE_GUARD'],
  ])('%j is refused, for a misspelt guard must not be none', (env, variable) => {
    expect(() => parseGuard(env)).toThrow(
      expect.objectContaining({ code: 'CONFIG', message: expect.stringContaining(variable) }),
    );
  });
});
