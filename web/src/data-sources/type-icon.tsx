import { type Icon, IconDatabase, IconMail, IconSend } from '@tabler/icons-react';

/** By the name that a type gives; any other name has the general one, so that a new type needs no change here. */
const ICONS: Record<string, Icon> = { mail: IconMail, send: IconSend };

export function TypeIcon({ icon, size }: { icon: string; size: number }) {
  const Drawn = ICONS[icon] ?? IconDatabase;
  return <Drawn size={size} aria-hidden />;
}
