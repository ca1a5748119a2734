/** What may stand on the right side of an operator. */
export type OperandKind = 'scalar' | 'order' | 'list' | 'text' | 'flag' | 'range' | 'days';

/** When and where it is asked: what is today depends on both. */
export interface Moment {
  /** milliseconds since 1970 */
  now: number;
  /** IANA time zone */
  zone: string;
}

/**
 * How a condition compares. One file in rules/operators/ exports a list of these; it is found by its folder.
 * Values of kinds that cannot be compared never match. Each operator is also known as `not:<name>`.
 */
export interface Operator {
  name: string;
  operand: OperandKind;
  /** JSON types a field must have one of, where the form says its type; absent: any */
  fieldTypes?: readonly string[];
  matches(fact: unknown, value: unknown, moment: Moment): boolean;
}

export function defineOperators(operators: Operator[]): Operator[] {
  return operators;
}
