import { answer, api } from '../api/client.ts';
import type { Run, RunItem } from '../payroll/run-model.ts';
import { TestAddressDialog } from '../rule/test-address-dialog.tsx';
import { newRunRows } from '../words/new-run-rows.ts';
import { newRunSend } from '../words/new-run-send.ts';

const words = newRunSend.email;

interface RowTestProps {
  opened: boolean;
  onClose: () => void;
  run: Run;
  item: RunItem;
}

/** One row's e-mail to somebody who tries the run. */
export function RowTestDialog({ run, item, ...dialog }: RowTestProps) {
  const send = async (to: string) => {
    const params = { path: { id: run.id, item: item.id } };
    const { id } = await answer(api.POST('/runs/{id}/items/{item}/test-to-me', { params, body: { to } }));
    return [id];
  };
  const title = words.testTitle(item.owner || newRunRows.list.nobody(item.line));
  return <TestAddressDialog {...dialog} title={title} text={words.testText} send={send} />;
}
