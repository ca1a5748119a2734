import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { operatorNames } from '../../rules/conditions/operators.ts';
import { loadRuleActions } from '../../rules/rule-actions.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const actions = [...(await loadRuleActions()).values()];

describe.each(actions)('action $action', (action) => {
  test('says what it is and describes its parameters', () => {
    expect(action.action).toMatch(/^[a-z][a-z-]*$/);
    expect(action.title).not.toBe('');
    expect(action.paramsSchema).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

test('a new folder is a new action, and nothing else is edited', async () => {
  const folder = makeTempFolder('actions');
  try {
    mkdirSync(join(folder, 'shout'));
    const text = "export default { action: 'shout', title: 'Shout', paramsSchema: { type: 'object' } };\n";
    writeFileSync(join(folder, 'shout', 'index.js'), text);
    expect([...(await loadRuleActions(pathToFileURL(`${folder}/`))).keys()]).toEqual(['shout']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every operator has its negative', () => {
  const names = operatorNames();
  for (const name of [
    'equal',
    'notEqual',
    'in',
    'textContains',
    'textBeginsWith',
    'textEndsWith',
    'isEmpty',
    'between',
    'lessThan',
  ]) {
    expect(names).toContain(name);
    expect(names).toContain(`not:${name}`);
  }
});
