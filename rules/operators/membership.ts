import { defineOperators } from '../conditions/operator.ts';

const isIn = (fact: unknown, list: unknown) => Array.isArray(list) && list.includes(fact);

export const operators = defineOperators([
  { name: 'in', operand: 'list', matches: isIn },
  { name: 'notIn', operand: 'list', matches: (fact, value) => Array.isArray(value) && !isIn(fact, value) },
  { name: 'contains', operand: 'scalar', fieldTypes: ['array'], matches: (fact, value) => isIn(value, fact) },
  {
    name: 'doesNotContain',
    operand: 'scalar',
    fieldTypes: ['array'],
    matches: (fact, value) => Array.isArray(fact) && !isIn(value, fact),
  },
]);
