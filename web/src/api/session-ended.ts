function createSignal() {
  const listeners = new Set<() => void>();
  return {
    report: () => {
      for (const listener of listeners) listener();
    },
    listen: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The server no longer knows who is signed in. */
export const sessionEnded = createSignal();
/** Somebody has just signed in, perhaps once more. */
export const sessionBegun = createSignal();
