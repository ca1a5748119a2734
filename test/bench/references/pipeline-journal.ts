import Database from 'better-sqlite3';

/** 0 planned, 1 the final dot may be out, 2 accepted, 3 done */
export type JournalState = 0 | 1 | 2 | 3;

interface Change {
  id: number;
  state: JournalState;
  reply: string | null;
  durable(): void;
}

/** One row for each mail in SQLite with synchronous=FULL; all changes of one turn of the event loop share a commit. */
export class Journal {
  readonly #database: Database.Database;
  readonly #commit: (changes: Change[]) => void;
  #changes: Change[] = [];

  constructor(file: string, count: number) {
    this.#database = new Database(file);
    this.#database.pragma('journal_mode = WAL');
    this.#database.pragma('synchronous = FULL');
    this.#database.exec('CREATE TABLE mail (id INTEGER PRIMARY KEY, state INTEGER NOT NULL, reply TEXT, at INTEGER)');
    const insert = this.#database.prepare('INSERT INTO mail (id, state) VALUES (?, 0)');
    this.#database.transaction(() => {
      for (let id = 0; id < count; id += 1) insert.run(id);
    })();
    const update = this.#database.prepare('UPDATE mail SET state = ?, reply = coalesce(?, reply), at = ? WHERE id = ?');
    this.#commit = this.#database.transaction((changes: Change[]) => {
      for (const { id, state, reply } of changes) update.run(state, reply, Date.now(), id);
    });
  }

  /** Resolves when the change is durable. */
  put(id: number, state: JournalState, reply: string | null = null): Promise<void> {
    return new Promise((durable) => {
      this.#changes.push({ id, state, reply, durable });
      if (this.#changes.length === 1) setImmediate(() => this.#flush());
    });
  }

  close(): void {
    this.#database.close();
  }

  #flush(): void {
    const changes = this.#changes;
    this.#changes = [];
    this.#commit(changes);
    for (const change of changes) change.durable();
  }
}
