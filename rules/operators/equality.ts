import { defineOperators } from '../conditions/operator.ts';

export const operators = defineOperators([
  { name: 'equal', operand: 'scalar', matches: (fact, value) => fact === value },
  { name: 'notEqual', operand: 'scalar', matches: (fact, value) => fact !== value },
]);
