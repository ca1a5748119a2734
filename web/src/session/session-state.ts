import { listenToOtherTabs, sessionBegun, sessionEnded } from '../api/session-ended.ts';

export interface SessionState {
  /** nobody is signed in any more */
  ended: boolean;
  /** somebody signed out on purpose: what the page shows is no longer for who sits here */
  left: boolean;
  /** the dialog is open */
  asking: boolean;
}

const GOING_ON: SessionState = { ended: false, left: false, asking: false };

let state = GOING_ON;
const listeners = new Set<() => void>();

function set(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** For useSyncExternalStore. */
export const sessionState = {
  read: () => state,
  listen: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  ask: () => set({ ...state, asking: true }),
  close: () => set({ ...state, asking: false }),
  /** While a frame is there: before the sign-in there is no session to lose. */
  watch: (): (() => void) => {
    const forget = [
      sessionEnded.listen(() => set({ ...state, ended: true, asking: true })),
      sessionBegun.listen(() => set(GOING_ON)),
      listenToOtherTabs((told) => {
        if (told === 'signed-out') set({ ended: true, left: true, asking: true });
      }),
    ];
    return () => {
      for (const one of forget) one();
      set(GOING_ON);
    };
  },
};
