import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '../api/problem.ts';
import { noticeDone } from '../ui/notices.ts';
import { users } from '../words/users.ts';
import type { NewLink } from './link-dialog.tsx';
import {
  changeUser,
  createUser,
  deleteUser,
  inviteUser,
  type User,
  type UserValues,
  unlinkUser,
  usersQuery,
} from './user-queries.ts';
import type { UserActions } from './user-row-menu.tsx';

/** What is asked before something ends that cannot be brought back. */
export interface Question {
  kind: 'link' | 'disable' | 'delete' | 'unlink';
  user: User;
}

/** The dialog that is open; at most one is. */
export type Open =
  | { kind: 'add' }
  | { kind: 'edit'; user: User; values: UserValues }
  | { kind: 'conflict'; user: User; values: UserValues }
  | { kind: 'made'; made: NewLink }
  | ({ kind: 'ask' } & { question: Question });

export interface UserWork {
  open: Open | undefined;
  close(): void;
  add(): void;
  actions: UserActions;
  busy: boolean;
  /** why a form was not saved */
  refused: unknown;
  /** of the last action on a row that could not be done */
  error: unknown;
  create(values: UserValues): void;
  save(user: User, values: UserValues): void;
  edit(user: User, values: UserValues): void;
  /** saves over another version; a refusal stands in the form again */
  keep(user: User, values: UserValues): void;
  go(question: Question): void;
}

/** What an administrator does with people; the list is read again after each. */
export function useUserWork(): UserWork {
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const readAgain = () => queries.invalidateQueries({ queryKey: usersQuery.queryKey });
  const form = useMutation({
    mutationFn: async ({ user, values }: { user?: User; values: UserValues }) => {
      if (user !== undefined) return noticeDone(users.saved((await changeUser(user, values)).name));
      const made = await createUser(values);
      if (made.invitation) setOpen({ kind: 'made', made: { name: made.user.name, link: made.invitation } });
    },
    onSuccess: async (_done, { user }) => {
      if (user) setOpen(undefined);
      // Who changed the own name or roles sees it at once.
      await Promise.all([readAgain(), queries.invalidateQueries({ queryKey: ['me'] })]);
    },
    onError: async (error, { user, values }) => {
      if (!user || !isProblem(error, 'STALE', 'NOT_FOUND')) return;
      const people = await queries.fetchQuery({ ...usersQuery, staleTime: 0 });
      const theirs = people.find(({ id }) => id === user.id);
      if (theirs) setOpen({ kind: 'conflict', user: theirs, values });
    },
  });
  const row = useMutation({ mutationFn: (work: () => Promise<void>) => work(), onSettled: readAgain });
  const ask = (kind: Question['kind']) => (user: User) => setOpen({ kind: 'ask', question: { kind, user } });
  const show = (next: Open | undefined) => {
    form.reset();
    row.reset();
    setOpen(next);
  };
  const edit = (user: User, values: UserValues) => show({ kind: 'edit', user, values });
  return {
    open,
    close: () => show(undefined),
    add: () => show({ kind: 'add' }),
    busy: form.isPending || row.isPending,
    refused: form.error,
    error: row.error,
    create: (values) => form.mutate({ values }),
    save: (user, values) => form.mutate({ user, values }),
    edit,
    keep: (user, values) => {
      edit(user, values);
      form.mutate({ user, values });
    },
    go: (question) => row.mutate(() => carryOut(question, setOpen)),
    actions: {
      edit: (user) => edit(user, { name: user.name, email: user.email, roles: user.roles, partner: user.partner }),
      makeLink: ask('link'),
      unlink: ask('unlink'),
      disable: ask('disable'),
      remove: ask('delete'),
      enable: (user) =>
        row.mutate(async () => {
          await changeUser(user, { disabled: false });
          noticeDone(users.enabled(user.name));
        }),
    },
  };
}

async function carryOut({ kind, user }: Question, setOpen: (open: Open | undefined) => void): Promise<void> {
  try {
    if (kind === 'link') return setOpen({ kind: 'made', made: { name: user.name, link: await inviteUser(user) } });
    await {
      disable: () => changeUser(user, { disabled: true }),
      unlink: () => unlinkUser(user),
      delete: () => deleteUser(user),
    }[kind]();
  } catch (error) {
    // What was refused is told above the list.
    setOpen(undefined);
    throw error;
  }
  setOpen(undefined);
  noticeDone({ disable: users.disabled, unlink: users.unlinked, delete: users.deleted }[kind](user.name));
}
