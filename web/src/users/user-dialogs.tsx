import { useRef } from 'react';
import { useMe } from '../session/me.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ConflictDialog, type Difference } from '../ui/conflict-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ago } from '../ui/when.tsx';
import { shell } from '../words/shell.ts';
import { users } from '../words/users.ts';
import { LinkDialog } from './link-dialog.tsx';
import type { Open, Question, UserWork } from './use-user-work.ts';
import { UserForm } from './user-form.tsx';
import type { User, UserValues } from './user-queries.ts';

const NOBODY: UserValues = { name: '', email: null, roles: [], partner: null };

/** What asks and tells about people; what was open last stays while it fades out. */
export function UserDialogs({ work }: { work: UserWork }) {
  const { open } = work;
  const add = useLast(open, 'add');
  const edit = useLast(open, 'edit');
  const conflict = useLast(open, 'conflict');
  const made = useLast(open, 'made');
  const ask = useLast(open, 'ask');
  const form = { busy: work.busy, error: work.refused, onClose: work.close };
  return (
    <>
      <Dialog opened={open?.kind === 'add'} title={users.form.addTitle} onClose={work.close} size="lg">
        {add && <UserForm start={NOBODY} save={users.form.add} onSave={work.create} {...form} />}
      </Dialog>
      <Dialog
        opened={open?.kind === 'edit'}
        title={users.form.editTitle(edit?.user.name ?? '')}
        onClose={work.close}
        size="lg"
      >
        {edit && (
          <UserForm
            key={`${edit.user.id} ${edit.user.version}`}
            start={edit.values}
            save={users.form.save}
            onSave={(values) => work.save(edit.user, values)}
            {...form}
          />
        )}
      </Dialog>
      <ConflictDialog
        opened={open?.kind === 'conflict'}
        who={conflict?.user.modifiedBy ?? ''}
        when={ago(conflict?.user.modifiedAt ?? 0)}
        differences={conflict ? differencesOf(conflict.values, conflict.user) : []}
        onKeepYours={() => conflict && work.keep(conflict.user, conflict.values)}
        onTakeTheirs={work.close}
        onClose={() => conflict && work.edit(conflict.user, conflict.values)}
      />
      {made && <LinkDialog made={made.made} opened={open?.kind === 'made'} onClose={work.close} />}
      <AskDialog question={ask?.question} opened={open?.kind === 'ask'} work={work} />
    </>
  );
}

const QUESTIONS = {
  link: users.confirmLink,
  disable: users.confirmDisable,
  delete: users.confirmDelete,
  unlink: users.confirmUnlink,
} as const;

function AskDialog({ question, opened, work }: { question: Question | undefined; opened: boolean; work: UserWork }) {
  const me = useMe();
  const { kind = 'link', user } = question ?? {};
  const words = QUESTIONS[kind];
  const name = user?.name ?? '';
  const own = user !== undefined && user.id === me?.id;
  const text = own && 'self' in words ? words.self : typeof words.text === 'function' ? words.text(name) : words.text;
  return (
    <ConfirmDialog
      opened={opened}
      title={words.title(name)}
      text={text}
      stay={words.stay}
      go={words.go}
      danger={kind !== 'link'}
      busy={work.busy}
      onStay={work.close}
      onGo={() => question && work.go(question)}
    />
  );
}

type OpenOf<Kind extends Open['kind']> = Extract<Open, { kind: Kind }>;

function useLast<Kind extends Open['kind']>(open: Open | undefined, kind: Kind): OpenOf<Kind> | undefined {
  const last = useRef<OpenOf<Kind>>(undefined);
  if (open?.kind === kind) last.current = open as OpenOf<Kind>;
  return last.current;
}

function differencesOf(mine: UserValues, theirs: User): Difference[] {
  const roles = (of: readonly string[]) => of.map((role) => shell.roles[role] ?? role).join(', ');
  const all = [
    { field: users.form.name, yours: mine.name, theirs: theirs.name },
    { field: users.form.email, yours: mine.email ?? '', theirs: theirs.email ?? '' },
    { field: users.form.roles, yours: roles(mine.roles), theirs: roles(theirs.roles) },
  ];
  return all.filter(({ yours, theirs: stored }) => yours !== stored);
}
