import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Change } from '../json-form/form-context.ts';
import { withValueAt } from '../json-form/pointer.ts';
import { noticeDone } from '../ui/notices.ts';
import { connection } from '../words/connection.ts';
import type { Connector, ConnectorType, SavedConnector } from './connection-queries.ts';
import { type Draft, definitionOf, draftOf, keyOf, newDraft } from './draft.ts';
import { type ConnectionTest, useConnectionTest } from './use-connection-test.ts';
import { type Problems, useProblems } from './use-problems.ts';
import { type Saving, useSave } from './use-save.ts';

export interface Editor {
  type: ConnectorType;
  /** as it was read when editing began, or saved since; absent for a new one */
  base: SavedConnector | undefined;
  draft: Draft;
  /** changes when the form must be drawn anew */
  revision: number;
  unsaved: boolean;
  /** of the values that a test is about */
  testKey: string;
  problems: Problems;
  saving: Saving;
  test: ConnectionTest;
  edit(part: Partial<Draft>): void;
  change(changes: readonly Change[]): void;
  load(saved: SavedConnector): void;
  /** something beside the values was saved: what is typed stays */
  rebase(saved: SavedConnector): void;
  save(): void;
  keepYours(): void;
  runTest(): void;
  sendTestMail(recipient: string): void;
}

/** All that one page with the details of a connector knows and can do. */
export function useEditor(type: ConnectorType, saved: SavedConnector | undefined): Editor {
  const navigate = useNavigate();
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(() => (saved ? draftOf(saved.connector) : newDraft(type)));
  const [revision, setRevision] = useState(0);
  const problems = useProblems(type, draft);
  const id = base?.connector.id;
  const savedKey = testKeyOf(type, base ? draftOf(base.connector) : newDraft(type));
  const test = useConnectionTest(base?.connector, savedKey);
  const definition = definitionOf(type, draft);
  const before = definitionOf(type, base ? draftOf(base.connector) : newDraft(type));
  const testKey = testKeyOf(type, draft);
  const unsaved = keyOf(definition) !== keyOf(before);
  const load = (next: SavedConnector) => {
    setBase(next);
    setDraft(draftOf(next.connector));
    setRevision((current) => current + 1);
    problems.clear();
  };
  const saving = useSave({
    id,
    onRefused: problems.take,
    onSaved: (next) => {
      test.becameSaved(next.connector, testKey, testKeyOf(type, draftOf(next.connector)));
      problems.clear();
      noticeDone(connection.saved, whatNow(next));
      setBase(next);
      setDraft(draftOf(next.connector));
      if (id === undefined) {
        const params = { id: next.connector.id };
        void navigate({ to: '/admin/data-sources/$id', params, replace: true, ignoreBlocker: true });
      }
    },
  });
  const settle = (running: Promise<void>) => void running.catch(problems.take);
  return {
    type,
    base,
    draft,
    revision,
    unsaved,
    testKey,
    problems,
    saving,
    test,
    edit: (part) => setDraft((current) => ({ ...current, ...part })),
    change: (changes) =>
      setDraft((current) => ({
        ...current,
        settings: changes.reduce((next, { path, value }) => withValueAt(next, path, value), current.settings),
      })),
    load,
    rebase: setBase,
    save: () => {
      if (!saving.busy && problems.check('save')) saving.save(definition, base?.etag);
    },
    keepYours: () => saving.save(definition, saving.theirs?.etag),
    runTest: () => {
      if (!problems.check('test')) return;
      const values = { kind: 'values', ...(id === undefined ? {} : { id }), definition } as const;
      // Of the saved values by its id: then a good test makes it Active.
      settle(test.start(id !== undefined && !unsaved ? { kind: 'saved', id } : values, testKey));
    },
    sendTestMail: (recipient) => {
      if (id !== undefined) settle(test.start({ kind: 'mail', id, recipient }, testKey));
    },
  };
}

function testKeyOf(type: ConnectorType, draft: Draft): string {
  return keyOf(definitionOf(type, draft).settings);
}

/** Whether the state says that the saved values were tested and refused. */
export function testFailed({ state, stateReason }: Connector): boolean {
  return state === 'inactive' && stateReason.startsWith(connection.testPanel.failed(''));
}

function whatNow({ connector }: SavedConnector): string {
  if (connector.state === 'active') return connection.savedActive(connector.displayName);
  if (connector.state === 'incomplete') return connection.savedIncomplete;
  if (!connector.enabled) return '';
  return testFailed(connector) ? connector.stateReason : connection.savedUntested;
}
