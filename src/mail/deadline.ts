/** A signal that aborts with the outer one, or after a time with a TimeoutError. `close` when the work is done. */
export interface Deadline {
  signal: AbortSignal;
  close(): void;
}

/** AbortSignal.any() over AbortSignal.timeout() may be collected as garbage before it fires (Node 20); a timer is not. */
export function openDeadline(outer: AbortSignal, ms: number): Deadline {
  const controller = new AbortController();
  const onAbort = () => controller.abort();
  const timer = setTimeout(() => controller.abort(new DOMException('No answer in time', 'TimeoutError')), ms);
  if (outer.aborted) onAbort();
  else outer.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    close: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', onAbort);
    },
  };
}
