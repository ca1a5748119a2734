import { lazy, Suspense } from 'react';
import type { RuleInput } from '../rules/rule-model.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ago } from '../ui/when.tsx';
import { rule as words } from '../words/rule.ts';
import { differencesOf } from './differences.ts';
import { inputOf } from './draft.ts';
import type { StoredRule, useSave } from './use-save.ts';

const ConflictDialog = lazy(async () => ({ default: (await import('../ui/conflict-dialog.tsx')).ConflictDialog }));

interface SaveDialogsProps {
  draft: RuleInput;
  saving: ReturnType<typeof useSave>;
  onTaken: (theirs: StoredRule) => void;
}

/** What Save has to ask: doubtful things, and which of two versions stays. */
export function SaveDialogs({ draft, saving, onTaken }: SaveDialogsProps) {
  const { outcome, busy } = saving;
  const doubts = outcome?.kind === 'doubtful' ? outcome.findings : [];
  const theirs = outcome?.kind === 'conflict' ? outcome.theirs : undefined;
  return (
    <>
      <ConfirmDialog
        opened={doubts.length > 0}
        title={words.ask.title}
        text={doubts.map(({ message }) => message).join('\n')}
        stay={words.ask.stay}
        go={words.ask.go}
        busy={busy}
        onStay={saving.forget}
        onGo={() => saving.save({ asked: true })}
      />
      <Suspense fallback={null}>
        {theirs && (
          <ConflictDialog
            opened
            who={theirs.rule.modifiedBy}
            when={ago(theirs.rule.modifiedAt)}
            differences={differencesOf(draft, inputOf(theirs.rule))}
            onKeepYours={() => saving.save({ etag: theirs.etag, asked: true })}
            onTakeTheirs={() => {
              saving.forget();
              onTaken(theirs);
            }}
            onClose={saving.forget}
          />
        )}
      </Suspense>
    </>
  );
}
