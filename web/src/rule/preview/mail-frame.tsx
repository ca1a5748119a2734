import { useEffect, useRef, useState } from 'react';
import { API_PATH } from '../../api/client.ts';
import { rule as words } from '../../words/rule.ts';

const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

const LOWEST = 120;

/**
 * The HTML of a mail in a document of its own, without scripts, as high as its content. The document before stays
 * until the next one has loaded, so that typing does not make it flicker.
 */
export function MailFrame({ path }: { path: string }) {
  const [shown, setShown] = useState(path);
  const paths = shown === path ? [path] : [shown, path];
  return (
    <div className="mail-frames">
      {paths.map((one) => (
        <Frame key={one} path={one} hidden={one !== shown} onLoad={() => one === path && setShown(one)} />
      ))}
    </div>
  );
}

function Frame({ path, hidden, onLoad }: { path: string; hidden: boolean; onLoad: () => void }) {
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
      title={words.preview.frame}
      src={`${API_PATH}/${path}`}
      sandbox={SANDBOX}
      className="mail-frame"
      style={{ height }}
      aria-hidden={hidden || undefined}
      tabIndex={hidden ? -1 : undefined}
      data-hidden={hidden || undefined}
      onLoad={(event) => {
        setHeight(heightOf(event.currentTarget));
        onLoad();
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
