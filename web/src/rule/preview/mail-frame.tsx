import { useState } from 'react';
import { SandboxFrame } from '../../ui/sandbox-frame.tsx';
import { rule as words } from '../../words/rule.ts';

/**
 * The HTML of a mail in a document of its own. The document before stays until the next one has loaded, so that typing
 * does not make it flicker.
 */
export function MailFrame({ path }: { path: string }) {
  const [shown, setShown] = useState(path);
  const paths = shown === path ? [path] : [shown, path];
  return (
    <div className="mail-frames">
      {paths.map((one) => (
        <SandboxFrame
          key={one}
          title={words.preview.frame}
          path={one}
          className="mail-frame"
          hidden={one !== shown}
          onLoad={() => one === path && setShown(one)}
        />
      ))}
    </div>
  );
}
