import { once } from 'node:events';
import { connect } from 'node:net';

interface RawAnswer {
  /** Untagged lines and continuations; literals are not parsed. */
  lines: string[];
  /** The tagged line without its tag. */
  last: string;
}

/** Words and literals of one message of an APPEND. */
type Group = readonly (string | Buffer)[];

export interface RawImap {
  /** Several commands may be on their way at once. Buffers go as literals with "+", unless `synchronizing`. */
  command(words: string, ...groups: (Group | { synchronizing: boolean })[]): Promise<RawAnswer>;
  logout(): Promise<void>;
}

/** An IMAP client that sends exactly what a test wants, for what no library offers: MULTIAPPEND, pipelining, nonsense. */
export async function openRawImap(options: { port: number; user: string; password: string }): Promise<RawImap> {
  const socket = connect(options.port, '127.0.0.1');
  await once(socket, 'connect');
  const waiting: { tag: string; lines: string[]; done: (answer: RawAnswer) => void }[] = [];
  let goAhead: (() => void) | undefined;
  let text = '';
  let count = 0;
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const lines = text.split('\r\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const current = waiting[0];
      if (current === undefined) continue;
      if (line.startsWith(`${current.tag} `)) {
        waiting.shift();
        current.done({ lines: current.lines, last: line.slice(current.tag.length + 1) });
      } else {
        if (line.startsWith('+ ')) goAhead?.();
        current.lines.push(line);
      }
    }
  });
  const command: RawImap['command'] = async (words, ...groups) => {
    const tag = `t${++count}`;
    const synchronizing = groups.some((group) => 'synchronizing' in group && group.synchronizing);
    const answer = new Promise<RawAnswer>((done) => waiting.push({ tag, lines: [], done }));
    socket.write(`${tag} ${words}`);
    for (const part of groups.flatMap((group) => ('synchronizing' in group ? [] : group))) {
      if (typeof part === 'string') socket.write(` ${part}`);
      else {
        const ready = new Promise<void>((resolve) => {
          goAhead = resolve;
        });
        socket.write(` {${part.length}${synchronizing ? '' : '+'}}\r\n`);
        if (synchronizing) await ready;
        socket.write(part);
      }
    }
    socket.write('\r\n');
    return answer;
  };
  const signedIn = await command(`LOGIN "${options.user}" "${options.password}"`);
  if (!signedIn.last.startsWith('OK')) throw new Error(`Sign-in refused: ${signedIn.last}`);
  return {
    command,
    async logout() {
      await command('LOGOUT');
      socket.destroy();
    },
  };
}
