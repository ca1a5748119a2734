import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AnchorLink } from '../ui/link.tsx';
import { signOn } from '../words/sign-on.ts';
import { waysQuery } from './sign-on-queries.ts';

/** Going to a provider would leave the page with what was typed: in a tab beside it, it stays. */
export function OtherTab() {
  const { data } = useQuery(waysQuery);
  if (data === undefined || data.providers.length === 0) return null;
  return (
    <Text size="sm" mt="md">
      <AnchorLink to="/login" target="_blank" size="sm">
        {signOn.otherTab}
      </AnchorLink>
    </Text>
  );
}
