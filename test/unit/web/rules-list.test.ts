import { describe, expect, test } from 'vitest';
import { emptyRule, withParam } from '../../../web/src/rule/draft.ts';
import { movedIds } from '../../../web/src/rules/moved-ids.ts';
import type { Form, Sender, Trigger } from '../../../web/src/rules/rule-model.ts';
import { type GlobalSmtp, senderState } from '../../../web/src/rules/sender-state.ts';
import { groupByTrigger } from '../../../web/src/rules/trigger-words.ts';

const sender = (id: string, state: Sender['state'] = 'active') =>
  ({ id, displayName: `Name of ${id}`, state, stateReason: 'sign-in refused' }) as Sender;
const rule = (trigger: Trigger, name = '') => ({ ...emptyRule(trigger), name });
const FORM: Trigger = { kind: 'form', form: 'f1', event: 'submit' };
const off = { enabled: false, mode: 'force', connectorId: null } as GlobalSmtp;

describe('the list of rules', () => {
  test('groups by trigger, in the order of the server within a group', () => {
    const all = [rule({ kind: 'workflow', event: 'done' }, 'w'), rule(FORM, 'b'), rule(FORM, 'a')];
    const groups = groupByTrigger(all, [{ id: 'f1', name: 'Leave' } as Form]);
    expect(groups.map(({ title, rules }) => [title, ...rules.map(({ name }) => name)])).toEqual([
      ['Leave: when it is submitted', 'b', 'a'],
      ['Workflow event “done”', 'w'],
    ]);
    expect(groupByTrigger([rule(FORM)], [])[0]?.title).toBe('A form that was deleted: when it is submitted');
  });

  test('a rule moves one place, and not past the ends', () => {
    expect(movedIds(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(movedIds(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(movedIds(['a', 'b', 'c'], 'a', -1)).toBeUndefined();
    expect(movedIds(['a', 'b', 'c'], 'c', 1)).toBeUndefined();
    expect(movedIds(['a'], 'x', 1)).toBeUndefined();
  });

  test('names the sender, and what keeps it from sending', () => {
    const via = (id: string) => withParam(rule(FORM), 0, 'connector', id);
    const senders = [sender('ok'), sender('bad', 'problematic')];
    expect(senderState(rule(FORM), senders, off)).toEqual({ names: ['Default mailbox'] });
    expect(senderState(via('ok'), senders, off)).toEqual({ names: ['Name of ok'] });
    expect(senderState(via('bad'), senders, off)).toMatchObject({ problem: 'Name of bad: sign-in refused' });
    expect(senderState(via('gone'), senders, off)).toMatchObject({ names: ['A data source that is gone'] });
    expect(senderState({ ...rule(FORM), actions: [] }, senders, off)).toEqual({ names: ['Sends no email'] });
  });

  test('A1.29 names the global connector where it is forced, whatever the rule says', () => {
    const forced = { ...off, enabled: true, connectorId: 'ok' };
    const broken = withParam(rule(FORM), 0, 'connector', 'bad');
    const senders = [sender('ok'), sender('bad', 'problematic')];
    expect(senderState(broken, senders, forced)).toEqual({ names: ['Name of ok (global SMTP)'] });
    expect(senderState(broken, senders, { ...forced, mode: 'fallback' })).toMatchObject({ names: ['Name of bad'] });
  });
});
