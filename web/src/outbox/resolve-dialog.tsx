import { Dialog } from '../ui/dialog.tsx';
import { outbox } from '../words/outbox.ts';
import type { Mail } from './mail-types.ts';
import { ResolveForm } from './resolve-form.tsx';

export function ResolveDialog({ mail, onClose }: { mail: Mail; onClose: () => void }) {
  return (
    <Dialog opened title={outbox.resolve.title} onClose={onClose} size="lg">
      <ResolveForm mail={mail} onClose={onClose} />
    </Dialog>
  );
}
