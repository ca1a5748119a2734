import './shell.css';
import { Burger, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { GuardBanner } from '../guard/guard-banner.tsx';
import { mayUse, useMe } from '../session/me.ts';
import { SessionEnded, useSessionState } from '../session/session-ended.tsx';
import { UnderWayBanner } from '../setup/under-way-banner.tsx';
import { shell } from '../words/shell.ts';
import { ForbiddenPage } from './forbidden-page.tsx';
import { LiveBanner } from './live-banner.tsx';
import { NAVIGATION } from './navigation.ts';
import { useShortcutsKey } from './shortcuts.ts';

const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog }));
const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }));

/** Header, navigation by role, and the screen; a screen without the right is not even loaded. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  useShortcutsKey();
  const me = useMe();
  const { left } = useSessionState();
  const roles = useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.roles)?.staticData.roles,
  });
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {shell.skip}
      </a>
      <header className="shell-header">
        <Group gap="sm" wrap="nowrap">
          <Burger
            opened={opened}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={shell.menu}
            aria-expanded={opened}
          />
          <Text fw={700}>{shell.product}</Text>
        </Group>
        <Suspense fallback={<Skeleton h={36} w={120} aria-hidden />}>
          <AccountMenu />
        </Suspense>
      </header>
      <nav className="shell-nav" aria-label={shell.mainNavigation} data-opened={opened || undefined}>
        <Navigation onNavigate={close} />
      </nav>
      <main className="shell-main" id="main" tabIndex={-1}>
        <SessionEnded />
        <div className="shell-screen" data-left={left || undefined}>
          <LiveBanner />
          <GuardBanner />
          <UnderWayBanner />
          {mayUse(me, roles) ? (
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          ) : (
            <ForbiddenPage roles={roles ?? []} />
          )}
        </div>
      </main>
      <Suspense fallback={null}>
        <ShortcutsDialog />
      </Suspense>
    </div>
  );
}

function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const me = useMe();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // A host that signs people in keeps them, too.
  const shown = NAVIGATION.filter(
    ({ to, roles }) => mayUse(me, roles) && !(to === '/admin/users' && me?.signIn === 'host'),
  );
  const links = (group: string) =>
    shown
      .filter((entry) => entry.group === group)
      .map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className="shell-link"
          aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}
          onClick={onNavigate}
        >
          <Icon size={18} aria-hidden />
          {label}
        </Link>
      ));
  const administration = links('administration');
  return (
    <>
      {links('work')}
      {administration.length > 0 && (
        <>
          <Text size="xs" fw={600} c="dimmed" px="sm" pt="md" pb={4}>
            {shell.administration}
          </Text>
          {administration}
        </>
      )}
    </>
  );
}

/** While the code of a screen is on its way; a screen's own skeleton follows. */
export function PageSkeleton() {
  return (
    <Stack aria-hidden>
      <Skeleton h={28} w={260} maw="70%" />
      <Skeleton h={180} />
    </Stack>
  );
}
