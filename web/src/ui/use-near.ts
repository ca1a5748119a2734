import { type RefCallback, useCallback, useState } from 'react';

/** So far below the edge of the screen, in CSS pixels: near enough to be there soon, and not what a phone shows first. */
const BELOW = '200px';

export interface Near {
  /** once true, always true */
  isNear: boolean;
  /** it is needed although it is not near, e.g. by who comes by keys */
  come: () => void;
  /** of what stands there meanwhile */
  ref: RefCallback<HTMLElement>;
}

/**
 * What stands far below a phone's screen is made when it comes near: the editors and the preview are half of a phone's work
 * on the page of a rule. With a mouse, on larger screens, it is made at once.
 */
export function useNear(): Near {
  const [isNear, setNear] = useState(() => !window.matchMedia('(pointer: coarse)').matches);
  const come = useCallback(() => setNear(true), []);
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), {
      rootMargin: `0px 0px ${BELOW}`,
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { isNear, come, ref };
}
