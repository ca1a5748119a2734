import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { User } from './user-queries.ts';

export interface UserActions {
  edit(user: User): void;
  makeLink(user: User): void;
  unlink(user: User): void;
  disable(user: User): void;
  enable(user: User): void;
  remove(user: User): void;
}

export interface UserMenuProps {
  user: User;
  actions: UserActions;
}

const UserMenu = lazy(async () => ({ default: (await import('./user-menu.tsx')).UserMenu }));

/** What can be done with one person; menus come after the list itself. */
export function UserRowMenu(props: UserMenuProps) {
  return (
    <Suspense fallback={<Skeleton h={34} w={34} aria-hidden />}>
      <UserMenu {...props} />
    </Suspense>
  );
}
