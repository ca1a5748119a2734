import { useEffect, useRef, useState } from 'react';

/**
 * Lets one save through at a time. What a render knows comes too late for the second click of a double click. A turn
 * ends once the page shows what came of it, so that nothing is saved again on top of an old version.
 */
export function useTurn() {
  const taken = useRef(false);
  const [ended, setEnded] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each end
  useEffect(() => {
    taken.current = false;
  }, [ended]);
  return {
    take: (): boolean => {
      if (taken.current) return false;
      taken.current = true;
      return true;
    },
    end: () => setEnded((count) => count + 1),
  };
}
