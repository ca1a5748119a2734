import { csvOf, openRunRig, payslips, type RunRig } from '../../support/run-rig.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { openWebApp, type WebApp } from './web-app.ts';

export interface DraftWorld {
  app: WebApp;
  rig: RunRig;
  /** files as a browser chooses them */
  list(staff: ReturnType<RunRig['staff']>): ChosenFile;
  zip(staff: ReturnType<RunRig['staff']>): Promise<ChosenFile>;
  fourEyes(on: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** An installation with its page, a tested connector on the real servers, and a payslip rule. */
export async function openDraftWorld(): Promise<DraftWorld> {
  const folder = makeTempFolder('run');
  const app = await openWebApp(`sqlite:${folder}/test.db`);
  const rig = await openRunRig(app);
  return {
    app,
    rig,
    list: (staff) => ({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(csvOf(staff)) }),
    zip: async (staff) => ({ name: 'payslips.zip', mimeType: 'application/zip', buffer: await payslips(staff) }),
    fourEyes: async (fourEyes) => {
      await app.call('PUT', '/settings/runs', { fourEyes, stopAfterFailures: 10 });
    },
    close: async () => {
      await app.close();
      removeTempFolder(folder);
    },
  };
}
