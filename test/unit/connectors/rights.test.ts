import { describe, expect, test } from 'vitest';
import { isRestricted, mayEdit, OPEN, whyNotUse } from '../../../connectors/rights.ts';
import { OPERATOR_ID, type Person, UNKNOWN_PERSON } from '../../../src/sdk/index.ts';
import type { ConnectorSecurity } from '../../../src/store/tables/connector.table.ts';

const person = (id: string, over: Partial<Person> = {}): Person => ({
  id,
  name: id,
  active: true,
  groups: [],
  ...over,
});
const secured = (over: Partial<ConnectorSecurity>) => ({ displayName: 'Payroll', security: { ...OPEN, ...over } });
const ada = { users: ['ada'], groups: [] };
const wages = { users: [], groups: ['wages'] };

describe('who may use a connector', () => {
  test('B2 nobody named: everyone, who is deleted and who is unknown included', () => {
    const open = secured({});
    expect(isRestricted(open)).toBe(false);
    for (const one of [person('x'), person('x', { active: false }), person(UNKNOWN_PERSON)]) {
      expect(whyNotUse(open, one)).toBeUndefined();
      expect(whyNotUse({ ...open, security: null }, one)).toBeUndefined();
    }
  });

  test('B2 users and groups that are named may, and nobody else', () => {
    const both = secured({ users: { users: ['ada'], groups: ['wages'] } });
    expect(whyNotUse(both, person('ada'))).toBeUndefined();
    expect(whyNotUse(both, person('bo', { groups: ['wages'] }))).toBeUndefined();
    expect(whyNotUse(both, person('bo', { groups: ['other'] }))).toMatch(
      /^bo is not among the connection users of "Payroll"/,
    );
  });

  test.each([
    ['disabled', person('ada', { active: false }), /disabled or deleted/],
    ['deleted', person('ada', { active: false, name: '' }), /who was deleted/],
    ['not known', person(UNKNOWN_PERSON), /not kept who wrote the rule/],
  ])('B2 being named gives nothing to who is %s', (_what, one, sentence) => {
    expect(whyNotUse(secured({ users: ada }), one)).toMatch(sentence);
  });

  test('A1.13 exclusionUsers beat every list, and leave the others alone', () => {
    const both = secured({ users: wages, excluded: ada });
    expect(whyNotUse(both, person('ada', { groups: ['wages'] }))).toMatch(/^ada is excluded from "Payroll"/);
    const excludedOnly = secured({ excluded: wages });
    expect(whyNotUse(excludedOnly, person('bo', { groups: ['wages'] }))).toMatch(/excluded/);
    expect(whyNotUse(excludedOnly, person('ada'))).toBeUndefined();
    // Who it was cannot be told, so it may be somebody who is excluded.
    expect(whyNotUse(excludedOnly, person(UNKNOWN_PERSON))).toMatch(/not kept/);
  });

  test('the command line on the machine itself may', () => {
    expect(whyNotUse(secured({ users: ada, excluded: wages }), person(OPERATOR_ID))).toBeUndefined();
    expect(mayEdit(secured({ administrators: ada }), person(OPERATOR_ID))).toBe(true);
  });
});

describe('who may edit a connector', () => {
  test('B2 nobody named: whoever comes to data sources at all', () => {
    expect(mayEdit(secured({}), person('x'))).toBe(true);
    expect(mayEdit({ displayName: '', security: null }, person('x'))).toBe(true);
  });

  test('B2 connection administrators may, by name or by group, while their account is in use', () => {
    const both = secured({ administrators: { users: ['ada'], groups: ['wages'] } });
    expect(mayEdit(both, person('ada'))).toBe(true);
    expect(mayEdit(both, person('bo', { groups: ['wages'] }))).toBe(true);
    expect(mayEdit(both, person('bo'))).toBe(false);
    expect(mayEdit(both, person('ada', { active: false }))).toBe(false);
  });
});
