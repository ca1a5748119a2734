import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { AnchorLink } from '../ui/link.tsx';
import { subscription } from '../words/subscription.ts';
import type { Details, StoredPart } from './details.ts';
import type { Source } from './settings-queries.ts';

export function NoSource({ sources }: { sources: readonly Source[] }) {
  if (sources.some(({ canSend }) => canSend)) return null;
  const words = subscription.noSource;
  return (
    <Alert color="yellow" title={words.title} icon={<IconInfoCircle aria-hidden />} mb="md">
      <Text size="sm" mb={4}>
        {words.text}
      </Text>
      <AnchorLink to="/admin/data-sources" size="sm" c="inherit" underline="always">
        {words.link}
      </AnchorLink>
    </Alert>
  );
}

interface TroubleProps {
  sources: readonly Source[];
  stored: { global: StoredPart<'global'>; mailbox: StoredPart<'mailbox'> };
}

/** A connector that the stored settings rely on does not work: said as soon as it happens. */
export function SourceTrouble({ sources, stored }: TroubleProps) {
  const uses = usesOf(stored.global.values, stored.mailbox.values);
  const found = sources.flatMap((source) => {
    const texts = uses.filter(({ id }) => id === source.id).map(({ text }) => text);
    return source.state === 'active' || texts.length === 0 ? [] : [{ source, texts }];
  });
  return (
    <div role="status">
      {found.map(({ source, texts }) => (
        <Trouble key={source.id} source={source} texts={texts} />
      ))}
    </div>
  );
}

function usesOf(global: Details['global'], mailbox: Details['mailbox']): { id: string | null; text: string }[] {
  return [
    ...(global.enabled ? [{ id: global.connectorId, text: subscription.trouble[global.mode] }] : []),
    { id: mailbox.connectorId, text: subscription.trouble.mailbox },
  ];
}

function Trouble({ source, texts }: { source: Source; texts: readonly string[] }) {
  const words = subscription.trouble;
  const title = words.title(source.displayName, subscription.states[source.state]);
  return (
    <Alert color="red" title={title} icon={<IconAlertTriangle aria-hidden />} mb="md">
      <Text size="sm" fw={600} className="any-break">
        {source.stateReason}
      </Text>
      {texts.map((text) => (
        <Text key={text} size="sm">
          {text}
        </Text>
      ))}
      <AnchorLink to="/admin/data-sources/$id" params={{ id: source.id }} size="sm" c="inherit" underline="always">
        {words.link}
      </AnchorLink>
    </Alert>
  );
}
