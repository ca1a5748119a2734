import { describe, expect, test } from 'vitest';
import {
  checkDetails,
  type Details,
  errorsLeft,
  mailboxBody,
  mailboxOf,
  placedErrors,
  retentionBody,
  retentionOf,
  runsBody,
  runsOf,
} from '../../../web/src/subscription/details.ts';
import { begun, changedParts, rebased, type Stored, settled } from '../../../web/src/subscription/editing.ts';

const GLOBAL: Details['global'] = { enabled: false, mode: 'force', connectorId: null, saveToSent: 'auto' };
const MAILBOX: Details['mailbox'] = { connectorId: null, displayName: '', replyTo: '', replyToName: '' };
const RETENTION: Details['retention'] = { contentDays: '90', runDays: '' };
const RUNS: Details['runs'] = { fourEyes: true, fourEyesForRules: false, stopAfterFailures: '10' };
const stored = (
  global: Partial<Details['global']> = {},
  mailbox: Partial<Details['mailbox']> = {},
  etag = '0',
): Stored => ({
  global: { values: { ...GLOBAL, ...global }, etag, modifiedAt: null, modifiedBy: null },
  mailbox: { values: { ...MAILBOX, ...mailbox }, etag, modifiedAt: null, modifiedBy: null },
  runs: { values: RUNS, etag, modifiedAt: null, modifiedBy: null },
  retention: { values: RETENTION, etag, modifiedAt: null, modifiedBy: null },
});

const UNCHANGED: Details = { global: GLOBAL, mailbox: MAILBOX, runs: RUNS, retention: RETENTION };

describe('editing the settings', () => {
  test('a part without changes follows what somebody else stored; one with changes keeps them and its ETag', () => {
    const now = begun(stored());
    const edited = { ...now, draft: { ...now.draft, mailbox: { ...MAILBOX, displayName: 'HR' } } };
    const next = rebased(edited, stored({ enabled: true }, { displayName: 'Office' }, '7'));
    expect(next.draft).toEqual({
      global: { ...GLOBAL, enabled: true },
      mailbox: { ...MAILBOX, displayName: 'HR' },
      runs: RUNS,
      retention: RETENTION,
    });
    expect([next.base.global.etag, next.base.mailbox.etag]).toEqual(['7', '0']);
    expect(changedParts(next)).toEqual(['mailbox']);
  });

  test('what was just stored is no longer a change', () => {
    const now = begun(stored());
    const edited = { ...now, draft: { ...now.draft, global: { ...GLOBAL, enabled: true } } };
    const next = rebased(edited, stored({ enabled: true }, {}, '8'));
    expect(changedParts(next)).toEqual([]);
    expect(next.base.global.etag).toBe('8');
  });

  test('a conflict ends with theirs, or with ours on top of theirs', () => {
    const now = begun(stored());
    const edited = { ...now, draft: { ...now.draft, global: { ...GLOBAL, mode: 'fallback' as const } } };
    const theirs = stored({ enabled: true }, {}, '9');
    expect(settled(edited, 'global', theirs, true).draft.global).toEqual(theirs.global.values);
    const ours = settled(edited, 'global', theirs, false);
    expect(ours.draft.global.mode).toBe('fallback');
    expect(ours.base.global.etag).toBe('9');
    expect(changedParts(ours)).toEqual(['global']);
  });
});

describe('the values of the form', () => {
  test('no number of days is never, and comes back empty; anything but 1 to 3650 is a mistake', () => {
    const setting = { contentDays: 90, runDays: null, modifiedAt: null, modifiedBy: null };
    expect(retentionOf(setting)).toEqual(RETENTION);
    expect(retentionBody({ contentDays: ' 90 ', runDays: ' ' })).toEqual({ contentDays: 90, runDays: null });
    const mistakes = (contentDays: string) => checkDetails({ ...UNCHANGED, retention: { ...RETENTION, contentDays } });
    for (const days of ['', '1', '3650']) expect(mistakes(days), days).toEqual({});
    for (const days of ['0', '3651', '1.5', '-1', 'x']) {
      expect(mistakes(days), days).toEqual({ contentDays: expect.stringContaining('1 to 3650') });
    }
  });

  test('failures in a row are a whole number from 1 to 1000, never nothing', () => {
    const setting = {
      fourEyes: false,
      fourEyesForRules: true,
      stopAfterFailures: 3,
      modifiedAt: null,
      modifiedBy: null,
    };
    expect(runsBody(runsOf(setting))).toEqual({ fourEyes: false, fourEyesForRules: true, stopAfterFailures: 3 });
    const mistakes = (stopAfterFailures: string) =>
      checkDetails({ ...UNCHANGED, runs: { ...RUNS, stopAfterFailures } });
    for (const failures of ['1', ' 10 ', '1000']) expect(mistakes(failures), failures).toEqual({});
    for (const failures of ['', ' ', '0', '1001', '2.5', '-1', 'x']) {
      expect(mistakes(failures), failures).toEqual({ stopAfterFailures: expect.stringContaining('1 to 1000') });
    }
  });

  test('what is empty is stored as null, and comes back empty', () => {
    const unset = { connectorId: null, ownConnectorId: null, displayName: null, replyTo: null };
    const setting = { ...unset, modifiedAt: null, modifiedBy: null };
    expect(mailboxBody(mailboxOf(setting))).toEqual({ connectorId: null, displayName: null, replyTo: null });
    const named = { ...MAILBOX, displayName: ' HR ', replyTo: ' hr@acme.test ', replyToName: '' };
    expect(mailboxBody(named)).toMatchObject({ displayName: 'HR', replyTo: { address: 'hr@acme.test' } });
  });

  test('a connector is needed only when the setting is on; a name for replies needs an address', () => {
    expect(checkDetails(UNCHANGED)).toEqual({});
    expect(checkDetails({ ...UNCHANGED, global: { ...GLOBAL, enabled: true } })).toHaveProperty('connector');
    expect(checkDetails({ ...UNCHANGED, mailbox: { ...MAILBOX, replyToName: 'HR' } })).toHaveProperty('replyTo');
    expect(checkDetails({ ...UNCHANGED, mailbox: { ...MAILBOX, replyTo: 'hr' } })).toHaveProperty('replyTo');
  });

  test("the server's mistakes go to their fields; one that has none stays a whole", () => {
    const mistake = [{ path: '/connectorId', message: 'Test it first.' }];
    expect(placedErrors('global', mistake)).toEqual({ connector: 'Test it first.' });
    expect(placedErrors('mailbox', mistake)).toEqual({ mailbox: 'Test it first.' });
    expect(placedErrors('global', [...mistake, { path: '/other', message: 'x' }])).toBeUndefined();
    expect(placedErrors('global', undefined)).toBeUndefined();
  });

  test('a mistake goes away when its field is changed', () => {
    const errors = { connector: 'a', replyTo: 'b' };
    expect(errorsLeft(errors, 'global', { connectorId: 'c1' })).toEqual({ replyTo: 'b' });
    expect(errorsLeft(errors, 'mailbox', { connectorId: 'c1' })).toEqual(errors);
    expect(errorsLeft(errors, 'mailbox', { replyToName: '' })).toEqual({ connector: 'a' });
  });
});
