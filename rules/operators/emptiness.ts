import { defineOperators } from '../conditions/operator.ts';

const isEmpty = (fact: unknown) => fact === null || fact === '' || (Array.isArray(fact) && fact.length === 0);

export const operators = defineOperators([
  { name: 'isEmpty', operand: 'flag', matches: (fact, value) => isEmpty(fact) === value },
]);
