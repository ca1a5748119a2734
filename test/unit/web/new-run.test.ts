import { describe, expect, test } from 'vitest';
import {
  choiceErrors,
  filePattern,
  suggestedOptions,
  templateOf,
  withDocuments,
} from '../../../web/src/new-run/choices.ts';
import { draftOf, isSameDraft, missingIn } from '../../../web/src/new-run/draft.ts';
import { refusalOf, sortOf } from '../../../web/src/new-run/file-check.ts';
import { linkOf } from '../../../web/src/new-run/link-choice.tsx';
import { partOf, selectOf } from '../../../web/src/new-run/part-choice.ts';
import { changedFacts, editableColumns, valuesOf } from '../../../web/src/new-run/row-values.ts';
import { staysBehind } from '../../../web/src/new-run/send-numbers.tsx';
import {
  aboutText,
  durationText,
  isWindowRight,
  localTimeText,
  toggledDay,
} from '../../../web/src/new-run/send-time.ts';
import { suggestColumns } from '../../../web/src/new-run/suggest-columns.ts';
import { AT_ONCE, type RunUpload, UploadQueue } from '../../../web/src/new-run/upload-queue.ts';
import type { Run } from '../../../web/src/payroll/run-model.ts';
import { runPath } from '../../../web/src/payroll/run-path.ts';

const column = (name: string, ...samples: string[]) => ({ name, samples });

describe('columns that are suggested', () => {
  test.each([
    [['employeeId', 'name', 'email'], 'employeeId', 'email'],
    [['Name', 'Pers.-Nr.', 'E-Mail (privat)'], 'Pers.-Nr.', 'E-Mail (privat)'],
    [['Personalnummer', 'Vorname', 'E-Mail-Adresse'], 'Personalnummer', 'E-Mail-Adresse'],
    [['Nom', "N° de l'employé", 'Adresse électronique'], "N° de l'employé", 'Adresse électronique'],
    [['Matricule', 'Courriel'], 'Matricule', 'Courriel'],
    [['ID', 'Employee No.', 'Mail'], 'Employee No.', 'Mail'],
    [['first', 'last'], undefined, undefined],
  ])('%j', (names, ownerField, addressField) => {
    expect(suggestColumns(names.map((name) => column(name)))).toMatchObject({ ownerField, addressField });
  });

  test('what is in a column counts where its heading says nothing', () => {
    const columns = [column('id', '7'), column('contact', 'eva@x.test', ''), column('slip', 'a.pdf')];
    expect(suggestColumns(columns)).toEqual({ ownerField: 'id', addressField: 'contact', fileColumn: 'slip' });
  });

  test('a way to the documents is suggested once, before the first check, and a choice of a person stays', () => {
    const columns = [column('Pers.-Nr.', '7'), column('E-Mail', 'a@b.test')];
    const file = (name: string) => ({
      kind: 'documents' as const,
      name,
      state: 'stored' as const,
      id: name,
      size: 1,
      sha256: '',
      note: '',
    });
    const run = (name: string, at: number | null = null) => ({ files: [file(name)], plan: { at } as never });
    const none = { documents: { by: 'none' as const } };
    const found = suggestedOptions(none, columns, run('all.zip'));
    expect(found).toMatchObject({ ownerField: 'Pers.-Nr.', documents: { by: 'name', pattern: '{{[Pers.-Nr.]}}.pdf' } });
    expect(suggestedOptions(none, columns, run('all.pdf'))).toMatchObject({ documents: { by: 'marker' } });
    expect(suggestedOptions(found ?? {}, columns, run('all.zip', 5))).toBeUndefined();
  });
});

test('a template names a column, whatever its letters, and what is missing is told at its field', () => {
  expect(templateOf('employee.id')).toBe('{{employee.id}}');
  expect(templateOf('N° de paie')).toBe('{{[N° de paie]}}');
  expect(filePattern('id')).toBe('{{id}}.pdf');
  const columns = [column('id'), column('mail')];
  const right = { ownerField: 'id', addressField: 'mail', documents: { by: 'name' as const, pattern: '{{id}}.pdf' } };
  expect(choiceErrors(right, columns)).toEqual([]);
  expect(choiceErrors({ ...right, ownerField: 'gone', documents: { by: 'marker', text: ' ' } }, columns)).toMatchObject(
    [{ inputId: 'run-owner' }, { inputId: 'run-marker' }],
  );
  expect(choiceErrors({ ...right, password: { pattern: '', hint: 'x' } }, columns)).toMatchObject([
    { inputId: 'run-password' },
  ]);
  expect(withDocuments({ ...right, numberCheck: true, password: { pattern: 'x', hint: 'x' } }, { by: 'none' })).toEqual(
    {
      ...right,
      documents: { by: 'none' },
      numberCheck: false,
    },
  );
});

test('a draft is what the server takes, equal whatever the order of its fields', () => {
  const run = {
    name: 'n',
    period: 'p',
    ruleId: 'r',
    options: { ownerField: 'id', timeZone: 'UTC' },
  };
  const draft = draftOf(run as never);
  expect(draft).toEqual({ name: 'n', period: 'p', rule: 'r', options: { ownerField: 'id', timeZone: 'UTC' } });
  const other = {
    options: { timeZone: 'UTC', window: undefined, ownerField: 'id' },
    rule: 'r',
    period: 'p',
    name: 'n',
  };
  expect(isSameDraft(draft, other as never)).toBe(true);
  expect(isSameDraft(draft, { ...draft, name: 'm' })).toBe(false);
  expect(missingIn({ ...draft, name: ' ', rule: '' })).toEqual(['name', 'rule']);
});

describe('a file is judged by its content', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  test.each([
    ['pdf', bytes('\n%PDF-1.7')],
    ['zip', bytes('PK\u0003\u0004xx')],
    ['text', bytes('a;b\n1;2')],
    ['text', new Uint8Array([0xff, 0xfe, 0x61, 0x00])],
    ['old office', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])],
    ['binary', new Uint8Array([0x00, 0x01])],
  ])('%s', (sort, head) => expect(sortOf(head)).toBe(sort));

  const file = (name: string, content: string) => new File([content], name);
  test.each([
    ['rows', file('a.csv', 'a;b'), undefined],
    ['rows', file('a.xlsx', 'PK\u0003\u0004'), undefined],
    ['rows', file('a.zip', 'PK\u0003\u0004'), 'This belongs to the documents below.'],
    ['rows', file('a.csv', ''), 'The file is empty.'],
    ['documents', file('a.pdf', '%PDF-1.4'), undefined],
    ['documents', file('a.pdf', 'hello'), 'This is neither a PDF nor a zip file.'],
  ] as const)('%s %j', async (kind, given, problem) => {
    expect(await refusalOf(given, kind)).toBe(problem);
  });
});

describe('uploads', () => {
  const queueOf = () => {
    const going = new Map<string, { resolve: () => void; reject: (error: unknown) => void }>();
    const ended: boolean[] = [];
    const queue = new UploadQueue({
      check: async ({ name }) => (name === 'bad' ? 'no good' : undefined),
      send: ({ file }, signal) =>
        new Promise<void>((resolve, reject) => {
          going.set(file.name, { resolve, reject });
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      onEnded: (isLast) => void ended.push(isLast),
    });
    const names = (wanted: (upload: RunUpload) => boolean) =>
      queue
        .state()
        .uploads.filter(wanted)
        .map(({ file }) => file.name);
    return { queue, going, ended, names };
  };
  const files = (...names: string[]) => names.map((name) => new File(['x'], name));
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  test('go a few at a time; one that fails says why and harms no other; cancelling one lets the next go', async () => {
    const { queue, going, ended, names } = queueOf();
    queue.add('documents', files('a', 'b', 'bad', 'c', 'd', 'e'));
    await settle();
    expect(names(({ part }) => part !== null)).toEqual(['a', 'b', 'c']);
    expect(going.size).toBe(AT_ONCE);
    expect(queue.state()).toMatchObject({ done: 0, all: 5 });
    expect(names(({ problem }) => problem === 'no good')).toEqual(['bad']);
    going.get('a')?.resolve();
    going.get('b')?.reject(new TypeError('The upload was interrupted.'));
    await settle();
    expect(names(({ part }) => part !== null)).toEqual(['b', 'c', 'd', 'e']);
    const [failed] = queue.state().uploads.filter(({ file }) => file.name === 'b');
    expect(failed).toMatchObject({ problem: 'Check your connection, then try again.', canRetry: true });
    const [running] = queue.state().uploads.filter(({ file }) => file.name === 'c');
    if (running) queue.end(running);
    if (failed) queue.retry(failed);
    await settle();
    expect(names(() => true)).toEqual(['b', 'bad', 'd', 'e']);
    queue.endAll('documents');
    await settle();
    expect(names(() => true)).toEqual(['bad']);
    expect(ended.at(-1)).toBe(true);
    expect(queue.state()).toMatchObject({ done: 0, all: 0 });
  });
});

test('a part of the rows is shown as it was chosen, and conditions that the page cannot show stay', () => {
  const none = { from: undefined, to: undefined, column: undefined, values: [], other: undefined };
  expect(partOf(undefined)).toEqual(none);
  expect(selectOf(none)).toBeUndefined();
  const chosen = { ...none, from: 2, to: 9, column: 'office.city', values: ['Berlin', 'Graz'] };
  const select = selectOf(chosen);
  expect(select).toEqual({
    from: 2,
    to: 9,
    where: { all: [{ fact: 'office', path: '$.city', operator: 'in', value: ['Berlin', 'Graz'] }] },
  });
  expect(partOf(select)).toEqual(chosen);
  const abbreviated = { ...none, column: 'Pers.-Gr.', values: ['A'] };
  expect(selectOf(abbreviated)).toMatchObject({ where: { all: [{ fact: 'Pers.-Gr.' }] } });
  expect(partOf(selectOf(abbreviated))).toEqual(abbreviated);
  const where = { any: [{ fact: 'x', operator: 'equal', value: 1 }] } as never;
  expect(partOf({ where })).toEqual({ ...none, other: where });
  expect(selectOf({ ...none, to: 3, other: where })).toEqual({ to: 3, where });
});

test('a part without values, a range that ends before it begins and a layout that is not there are told at their fields', () => {
  const columns = [column('id', '7'), column('mail', 'a@b.test')];
  const right = { ownerField: 'id', addressField: 'mail' };
  const ids = (more: object) => choiceErrors({ ...right, ...more }, columns).map(({ inputId }) => inputId);
  expect(ids({})).toEqual([]);
  expect(ids({ select: { from: 5, to: 2 } })).toEqual(['run-part-to']);
  expect(ids({ select: { where: { all: [{ fact: 'id', operator: 'in', value: [] }] } } })).toEqual(['run-part-values']);
  expect(ids({ documents: { by: 'layout' } })).toEqual(['run-layout']);
});

test('another way of finding documents keeps whether they go as links', () => {
  expect(linkOf({ link: 'always', linkDays: 7 })).toEqual({ link: 'always', linkDays: 7 });
  expect(linkOf({})).toEqual({});
});

test('the values of a row by their columns, and only what was changed goes to the server', () => {
  const facts = { id: 7, name: 'Eva', pay: { net: '5' } };
  expect(valuesOf(facts)).toEqual({ id: '7', name: 'Eva', 'pay.net': '5' });
  expect(editableColumns({ facts: facts as never }, [column('email'), column('born')], 'email')).toEqual([
    'born',
    'id',
    'name',
    'pay.net',
  ]);
  const typed = { id: '8', name: 'Eva', 'pay.net': '6', born: ' 1990 ' };
  expect(changedFacts(valuesOf(facts), facts, typed)).toEqual({ id: 8, 'pay.net': '6', born: '1990' });
});

test('what was uploaded and stays behind is said, also where the run attaches nothing at all', () => {
  const files = [{ kind: 'documents' }, { kind: 'rows' }] as Run['files'];
  const behind = (by: 'none' | 'name', unused: number) =>
    staysBehind({
      files,
      options: { documents: { by } } as unknown as Run['options'],
      documents: { total: 3, unused },
    });
  expect(behind('name', 0)).toBe('');
  expect(behind('name', 2)).toBe('2 documents belong to no row and will not be sent.');
  expect(behind('none', 3)).toContain('nothing of it is attached');
});

test('durations are rounded up, days of a window are taken in and out, a time is not moved to another zone', () => {
  expect([20_000, 90_000, 3_600_000, 5_400_000, 3 * 86_400_000].map(durationText)).toEqual([
    'less than a minute',
    '2 minutes',
    '1 hour',
    '1 hour 30 minutes',
    '3 days',
  ]);
  expect([20_000, 90_000].map(aboutText)).toEqual(['Less than a minute', 'About 2 minutes']);
  const hours = { from: '08:00', to: '18:00' };
  expect(toggledDay(hours, 7)).toEqual({ ...hours, days: [1, 2, 3, 4, 5, 6] });
  expect(toggledDay({ ...hours, days: [1, 2, 3, 4, 5, 6] }, 7)).toEqual(hours);
  expect(toggledDay({ ...hours, days: [1] }, 1)).toEqual({ ...hours, days: [1] });
  expect(isWindowRight({ from: '18:00', to: '08:00' })).toBe(false);
  expect(localTimeText('2026-11-27T08:00')).toMatch(/8:00|08:00/);
});

test('an open draft leads to where it was left, for those who may make runs; everything else to the page of the run', () => {
  const run = (state: string, problems = 0) => ({ id: 'x', state, counts: { problems } }) as never;
  expect(runPath(run('draft'), true)).toBe('/payroll/x/prepare');
  expect(runPath(run('planned', 2), true)).toBe('/payroll/x/prepare');
  expect(runPath(run('planned', 2), false)).toBe('/payroll/x');
  expect(runPath(run('planned'), true)).toBe('/payroll/x');
  expect(runPath(run('finished'), true)).toBe('/payroll/x');
});
