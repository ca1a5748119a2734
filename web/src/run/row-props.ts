import type { RunItem } from '../payroll/run-model.ts';
import type { ShownRun } from './run-parts.ts';

export interface RowProps {
  run: ShownRun;
  row: RunItem;
}
