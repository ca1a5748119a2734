import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FenceQuestion, fence, mayReceive } from '../../../src/runs/plan/fence.ts';

const person = fc.constantFrom('E1', 'E2', 'E3');
const address = fc.constantFrom('a@x.test', 'A@x.test', 'b@x.test', 'c@y.test', 'archive@x.test');
const question: fc.Arbitrary<FenceQuestion> = fc.record(
  {
    owner: person,
    registered: fc.record(
      {
        addresses: fc.array(fc.oneof(fc.constant(''), address), { maxLength: 3 }),
        contact: fc.constant('Registered.'),
      },
      { requiredKeys: ['addresses'] },
    ),
    permitted: fc.array(address, { maxLength: 2 }),
    recipients: fc.array(
      address.map((one) => ({ address: one })),
      { maxLength: 4 },
    ),
    document: fc.record(
      {
        owner: fc.oneof(fc.constant(null), person),
        otherOwners: fc.array(person, { maxLength: 3 }),
        hasNumber: fc.boolean(),
      },
      { requiredKeys: ['owner', 'otherOwners'] },
    ),
  },
  { requiredKeys: ['owner', 'registered', 'permitted', 'recipients'] },
);
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

describe('document fence (E2)', () => {
  test('lets nothing pass but to the registered address of the owner or to a permitted one', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const allowed = [...asked.registered.addresses, ...asked.permitted].filter((one) => one !== '');
        const everybodyAllowed = asked.recipients.every((to) => allowed.some((one) => same(one, to.address)));
        const refused = fence(asked).some(({ kind }) => kind === 'recipient_not_owner');
        expect(refused).toBe(!everybodyAllowed);
      }),
    );
  });

  test('passes only a document of this owner, of nobody else, with the number in it where somebody looked', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { document } = asked;
        const kinds = fence(asked).map(({ kind }) => kind);
        const twoOwners = document?.otherOwners.some((other) => other !== asked.owner) ?? false;
        expect(kinds.includes('document_of_two_owners')).toBe(twoOwners);
        const another = document !== undefined && document.owner !== null && document.owner !== asked.owner;
        expect(kinds.includes('document_of_another')).toBe(another);
        expect(kinds.includes('number_not_in_document')).toBe(document?.hasNumber === false);
      }),
    );
  });

  test('one more recipient or one more owner never opens the fence', () => {
    fc.assert(
      fc.property(question, address, person, (asked, more, other) => {
        fc.pre(fence(asked).length > 0);
        const wider = { ...asked, recipients: [...asked.recipients, { address: more }] };
        expect(fence(wider).length).toBeGreaterThan(0);
        const { document } = asked;
        if (document === undefined) return;
        const shared = { ...asked, document: { ...document, otherOwners: [...document.otherOwners, other] } };
        expect(fence(shared).length).toBeGreaterThan(0);
      }),
    );
  });

  test('every refusal says who or what', () => {
    const problems = fence({
      owner: 'E1',
      registered: { addresses: ['eva@acme.test'] },
      permitted: [],
      recipients: [{ address: 'max@acme.test' }],
      document: { owner: 'E2', otherOwners: ['E3'], hasNumber: false },
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'max@acme.test is not the registered address of E1, and the run does not permit it.',
      'The same document belongs to E1 and to E3.',
      'The document is that of E2, the row that of E1.',
      '"E1" does not stand in the text of the document.',
    ]);
    const [stranger] = fence({
      owner: 'E1',
      registered: { addresses: ['eva@acme.test'], contact: 'The contact "Eva" has eva@acme.test.' },
      permitted: [],
      recipients: [{ address: 'max@acme.test' }],
    });
    expect(stranger?.message).toBe(
      'The e-mail would go to an address that is not registered for E1, and the run does not permit it. The contact "Eva" has eva@acme.test.',
    );
    expect(mayReceive({ registered: { addresses: [''] }, permitted: [] }, '')).toBe(false);
  });
});
