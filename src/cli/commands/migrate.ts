import { migrateDatabase } from '../../store/store.ts';
import { type Command, EXIT } from '../command.ts';

/** `mailrule migrate`: for installations that bring the schema up to date before they start the new version. */
export const command: Command = {
  summary: 'Bring the database schema up to date',
  usage: [''],
  help: 'serve, worker and every command on the database do this by themselves; back up first.',
  async run({ config, show }) {
    show(await migrateDatabase(config().databaseUrl), ({ kind }) => `The ${kind} database is up to date.\n`);
    return EXIT.ok;
  },
};
