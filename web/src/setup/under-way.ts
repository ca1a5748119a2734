const KEY = 'mailrule first steps';

const listeners = new Set<() => void>();

/** Whether somebody left the first steps for another page and wants to come back: known in this tab only. */
export const underWay = {
  get: (): boolean => sessionStorage.getItem(KEY) !== null,
  set: (on: boolean): void => {
    if (on) sessionStorage.setItem(KEY, '1');
    else sessionStorage.removeItem(KEY);
    for (const listener of listeners) listener();
  },
  listen: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
