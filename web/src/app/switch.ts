/** On or off, for useSyncExternalStore. */
export function createSwitch() {
  const listeners = new Set<() => void>();
  let on = false;
  return {
    read: () => on,
    set: (next: boolean) => {
      on = next;
      for (const listener of listeners) listener();
    },
    listen: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
