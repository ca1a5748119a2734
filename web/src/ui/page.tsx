import { Anchor, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { shell } from '../words/shell.ts';

export interface Crumb {
  label: string;
  to?: string;
}

interface PageProps {
  title: string;
  crumbs?: readonly Crumb[];
  /** the heading ends after three lines: the whole text stands elsewhere on the page */
  clamped?: boolean;
  /** beside the heading: state, main action */
  aside?: ReactNode;
  children: ReactNode;
}

/** Heading, breadcrumbs and title of a screen. The heading has the focus after a change of the address (ui.md 9). */
export function Page({ title, crumbs, clamped, aside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    document.title = shell.title(title);
  }, [title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the address changes, and only then
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) heading.current?.focus();
  }, [path]);
  return (
    <>
      {crumbs && (
        <Breadcrumbs mb={8} className="crumbs">
          {crumbs.map(({ label, to }) =>
            to === undefined ? (
              <Text key={label} size="sm" c="dimmed">
                {label}
              </Text>
            ) : (
              <Anchor key={label} size="sm" component={Link} to={to}>
                {label}
              </Anchor>
            ),
          )}
        </Breadcrumbs>
      )}
      <Group justify="space-between" align="center" mb="md" gap="sm">
        <Title order={1} ref={heading} tabIndex={-1} lineClamp={clamped ? 3 : undefined} className="any-break">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </>
  );
}
