import { Alert, Group, Text } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { AnchorLink } from '../ui/link.tsx';
import { shell } from '../words/shell.ts';
import { underWay } from './under-way.ts';

/** The way back to the first steps from the page they led to. */
export function UnderWayBanner() {
  const on = useSyncExternalStore(underWay.listen, underWay.get);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (!on || path === '/first-steps') return null;
  return (
    <Alert mb="md" p="xs" withCloseButton closeButtonLabel={shell.underWay.leave} onClose={() => underWay.set(false)}>
      <Group gap="xs">
        <Text size="sm">{shell.underWay.text}</Text>
        <AnchorLink to="/first-steps" size="sm">
          {shell.underWay.back}
        </AnchorLink>
      </Group>
    </Alert>
  );
}
