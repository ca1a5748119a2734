import { useEffect, useState } from 'react';
import { API_PATH } from '../api/client.ts';

const ASK_EVERY_MS = 2000;
/** Of a proxy before a server that is down. */
const GATEWAY_TROUBLE = [502, 503, 504];

/** Whether the server answers; `onBack` runs once it does again after it was down. */
export function useServerBack(onBack: () => void): 'asking' | 'down' | 'up' {
  const [server, setServer] = useState<'asking' | 'down' | 'up'>('asking');
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (wasDown: boolean) => {
      const isUp = await answers(leaving.signal);
      if (leaving.signal.aborted) return;
      if (isUp && wasDown) return onBack();
      setServer(isUp ? 'up' : 'down');
      if (!isUp) timer = setTimeout(() => void ask(true), ASK_EVERY_MS);
    };
    void ask(false);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [onBack]);
  return server;
}

export async function answers(signal: AbortSignal): Promise<boolean> {
  try {
    const { status } = await fetch(`${API_PATH}/me`, { signal, cache: 'no-store' });
    return !GATEWAY_TROUBLE.includes(status);
  } catch {
    // No answer is the answer to this question.
    return false;
  }
}
