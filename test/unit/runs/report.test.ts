import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsDigest, rowFacts, withFact } from '../../../src/runs/plan/facts.ts';
import { planHash } from '../../../src/runs/release/lock.ts';
import { csvLine } from '../../../src/runs/sending/report.ts';

test('no cell of the report begins like a formula', () => {
  expect(csvLine(['=1+1', '+49', '-1', '@x', '\tx', '\rx', 'plain', 7, null])).toBe(
    `'=1+1,'+49,'-1,'@x,'\tx,"'\rx",plain,7,\r\n`,
  );
  expect(csvLine(['a,b', 'say "hi"', 'two\r\nlines', '="a"'])).toBe(`"a,b","say ""hi""","two\r\nlines","'=""a"""\r\n`);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvLine([text]).replace(/\r\n$/, '').replace(/^"/, '');
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

test('E1 the hash of a plan differs for any other byte, mail, or order', () => {
  const mails = fc.array(fc.record({ item: fc.uuid(), sha256: fc.stringMatching(/^[0-9a-f]{64}$/) }), { minLength: 2 });
  fc.assert(
    fc.property(mails, fc.nat(), (plan, at) => {
      const hash = planHash(plan);
      const place = at % plan.length;
      const one = plan[place] ?? { item: '', sha256: '' };
      expect(planHash(plan.filter((_, index) => index !== place))).not.toBe(hash);
      const altered = { ...one, sha256: one.sha256.replace(/^./, (first) => (first === '0' ? '1' : '0')) };
      expect(planHash(plan.with(place, altered))).not.toBe(hash);
      fc.pre(JSON.stringify([...plan].reverse()) !== JSON.stringify(plan));
      expect(planHash([...plan].reverse())).not.toBe(hash);
    }),
  );
});

test('cells become facts: dots make objects, empty cells are none, numbers come where the form asks for them', () => {
  const schema = {
    type: 'object',
    properties: { net: { type: 'number' }, employee: { properties: { id: { type: 'string' } } } },
  };
  const values = { net: '2450.50', 'employee.id': '00123', gross: '17', empty: ' ', __proto__x: 'a', '': 'b' };
  expect(rowFacts(values, schema)).toEqual({
    net: 2450.5,
    employee: { id: '00123' },
    gross: '17',
    __proto__x: 'a',
  });
  expect(rowFacts({ '__proto__.x': 'a', 'a.__proto__': 'b' }, undefined)).toEqual({});
  expect(rowFacts({ net: '2.450,50' }, schema)).toEqual({ net: '2.450,50' });
  expect(factsDigest({ a: 1, b: { c: 2, d: 3 } })).toBe(factsDigest({ b: { d: 3, c: 2 }, a: 1 }));
  expect(withFact({ a: { b: 1 } }, 'a.c', 2)).toEqual({ a: { b: 1, c: 2 } });
});
