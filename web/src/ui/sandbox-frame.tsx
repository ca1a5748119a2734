import { useEffect, useRef, useState } from 'react';
import { API_PATH } from '../api/client.ts';

const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';
const LOWEST = 120;

interface SandboxFrameProps {
  title: string;
  /** beside the API's address */
  path: string;
  className: string;
  hidden?: boolean;
  onLoad?: () => void;
}

/** A document that others wrote, without scripts, as high as its content. */
export function SandboxFrame({ title, path, className, hidden = false, onLoad }: SandboxFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(LOWEST);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    // A narrower frame makes its text longer.
    const watcher = new ResizeObserver(() => setHeight(heightOf(element)));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return (
    <iframe
      ref={frame}
      title={title}
      src={`${API_PATH}/${path}`}
      sandbox={SANDBOX}
      className={className}
      style={{ height }}
      aria-hidden={hidden || undefined}
      tabIndex={hidden ? -1 : undefined}
      data-hidden={hidden || undefined}
      onLoad={(event) => {
        setHeight(heightOf(event.currentTarget));
        onLoad?.();
      }}
    />
  );
}

/** The document has a doctype, so that its root is as high as its content, margins included. */
function heightOf(frame: HTMLIFrameElement): number {
  // A document that is just being replaced has no root, whatever its type says.
  const root: HTMLElement | null | undefined = frame.contentDocument?.documentElement;
  return root?.offsetHeight ?? LOWEST;
}
