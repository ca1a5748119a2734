import type { Socket } from 'node:net';
import { connectLines } from './line-socket.ts';

/** An IMAP client for measuring what the protocol can do: MULTIAPPEND with literals that wait for no continuation. */
export class PipelineImap {
  readonly #socket: Socket;
  readonly #waiting = new Map<string, { resolve(): void; reject(error: Error): void }>();
  #tag = 0;

  constructor(port: number) {
    this.#socket = connectLines(
      port,
      (line) => this.#line(line),
      (error) => {
        for (const waiting of this.#waiting.values()) waiting.reject(error);
        this.#waiting.clear();
      },
    );
  }

  command(words: string): Promise<void> {
    return this.#tagged((tag) => this.#socket.write(`${tag} ${words}\r\n`));
  }

  multiAppend(folder: string, mails: Buffer[]): Promise<void> {
    return this.#tagged((tag) => {
      this.#socket.cork();
      this.#socket.write(`${tag} APPEND "${folder}"`);
      for (const mail of mails) {
        this.#socket.write(` (\\Seen) {${mail.length}+}\r\n`);
        this.#socket.write(mail);
      }
      this.#socket.write('\r\n');
      this.#socket.uncork();
    });
  }

  async close(): Promise<void> {
    await this.command('LOGOUT');
    this.#socket.destroy();
  }

  #tagged(write: (tag: string) => void): Promise<void> {
    this.#tag += 1;
    const tag = `a${this.#tag}`;
    return new Promise((resolve, reject) => {
      this.#waiting.set(tag, { resolve, reject });
      write(tag);
    });
  }

  #line(line: string): void {
    const [tag = '', status] = line.split(' ', 2);
    const waiting = this.#waiting.get(tag);
    if (!waiting) return;
    this.#waiting.delete(tag);
    if (status === 'OK') waiting.resolve();
    else waiting.reject(new Error(`IMAP answered ${line}`));
  }
}
