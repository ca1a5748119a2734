/** 0.1 + 0.2: money has at most six decimals, binary fractions have more. */
export function decimal(value: number): number {
  return Number(value.toFixed(6));
}
