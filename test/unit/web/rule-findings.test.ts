import { describe, expect, test } from 'vitest';
import { emptyRule } from '../../../web/src/rule/draft.ts';
import { errorAt, inputIdOf, missingParts, toAskAbout, toFieldErrors } from '../../../web/src/rule/findings.ts';

describe('findings of a rule', () => {
  test.each([
    ['/name', 'rule-name'],
    ['/trigger/form', 'rule-trigger'],
    ['/conditions/all/0/value', 'rule-conditions'],
    ['/actions/0/params/subject', 'email-0-subject'],
    ['/actions/12/params/to/3', 'email-12-to'],
    ['/actions/1/params/headers/0/name', 'email-1'],
    ['/actions/0/params/attachments', 'email-0-attachments'],
    ['/actions/0/params/attachments/2/file', 'email-0-attachments-2'],
    [
      '/actions/0/params/attachments/2/document/layout/blocks/0/text',
      'email-0-attachments-2-document-layout-blocks-0-text',
    ],
    ['/actions/0/params/attachments/2/merge/1/base64', 'email-0-attachments-2-merge-1'],
    ['/trigger/to/0', 'rule-trigger-to'],
    ['/forEach/field', 'rule-rows'],
    ['/forEach/conditions/all/0/value', 'rule-row-conditions'],
    ['/forEach/before/1/params/subject', 'email-before-1-subject'],
    ['/forEach/after/0/onFailure/rule', 'after-after-0'],
    ['/actions/1/action', 'email-1'],
    ['/facts/employee/email', 'preview-record'],
    ['', 'rule-name'],
  ])('%s leads to #%s', (path, id) => {
    expect(inputIdOf(path)).toBe(id);
  });

  const findings = [
    { path: '/actions/0/params/tools', message: 'other' },
    { path: '/actions/0/params/to/1', level: 'warning' as const, message: 'doubtful' },
    { path: '/actions/0/params/to/2', level: 'error' as const, message: 'wrong' },
    { path: '/actions/0/params/connector', level: 'warning' as const, message: 'said beside From' },
  ];

  test('a field has the first mistake at it or below it, never that of another one or a warning', () => {
    expect(errorAt(findings, '/actions/0/params/to')).toBe('wrong');
    expect(errorAt(findings, '/actions/0/params/connector')).toBeUndefined();
    expect(toFieldErrors(findings)).toEqual([
      { inputId: 'email-0', message: 'other' },
      { inputId: 'email-0-to', message: 'wrong' },
    ]);
  });

  test('Save asks about warnings, but not about the sender, of whom the page tells all the time', () => {
    expect(toAskAbout(findings).map(({ message }) => message)).toEqual(['doubtful']);
  });

  test('a rule without title and trigger is told so in our own words', () => {
    const form = emptyRule({ kind: 'form', form: '', event: 'submit' });
    expect(missingParts(form).map(({ message }) => message)).toEqual(['Give the rule a title.', 'Choose a form.']);
    const workflow = { ...emptyRule({ kind: 'workflow', event: ' ' }), name: 'x' };
    expect(missingParts(workflow).map(({ message }) => message)).toEqual(['Give the name of the workflow event.']);
  });
});
