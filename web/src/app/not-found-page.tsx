import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function NotFoundPage() {
  return (
    <Page title={shell.notFound.title}>
      <Text mb="md">{shell.notFound.text}</Text>
      <Button component={Link} to="/" variant="default">
        {shell.notFound.back}
      </Button>
    </Page>
  );
}
