import { BASE_PATH } from '../app/place.ts';

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

type Told = 'signed-in' | 'signed-out';

// The tabs of one browser share the cookie: what one of them does to it concerns all.
const tabs = new BroadcastChannel(`mailrule ${BASE_PATH}`);

/** Never heard by the tab that tells. */
export function tellOtherTabs(told: Told): void {
  tabs.postMessage(told);
}

export function listenToOtherTabs(listener: (told: Told) => void): () => void {
  const take = ({ data }: MessageEvent<Told>) => listener(data);
  tabs.addEventListener('message', take);
  return () => tabs.removeEventListener('message', take);
}
