export const moveButtonId = (id: string, by: -1 | 1) => `${by < 0 ? 'up' : 'down'}-${id}`;

/** To the button that was pressed, or its neighbour when the rule is at the end now. */
export function focusMove(id: string, by: -1 | 1): void {
  const button = (direction: -1 | 1) => document.getElementById(moveButtonId(id, direction));
  const same = button(by);
  if (same instanceof HTMLButtonElement && !same.disabled) same.focus();
  else button(by === 1 ? -1 : 1)?.focus();
}
