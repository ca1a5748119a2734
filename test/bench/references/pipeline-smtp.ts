import type { Socket } from 'node:net';
import { FROM } from '../payslips.ts';
import { connectLines } from './line-socket.ts';

interface Waiting {
  resolve(line: string): void;
  reject(error: Error): void;
}

/** An SMTP client for measuring what the protocol can do: the next envelope travels together with the final dot. */
export class PipelineSmtp {
  readonly #socket: Socket;
  readonly #lines: string[] = [];
  readonly #waiting: Waiting[] = [];
  #lost: Error | undefined;

  constructor(port: number) {
    const line = (text: string) => {
      if (text[3] === '-') return;
      const waiting = this.#waiting.shift();
      if (waiting) waiting.resolve(text);
      else this.#lines.push(text);
    };
    this.#socket = connectLines(port, line, (error) => {
      this.#lost ??= error;
      for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
    });
  }

  async greet(): Promise<void> {
    await this.expect('220');
    this.#socket.write('EHLO pipeline\r\n');
    await this.expect('250');
  }

  envelope(to: string): string {
    return `MAIL FROM:<${FROM.address}> BODY=8BITMIME\r\nRCPT TO:<${to}>\r\nDATA\r\n`;
  }

  write(bytes: string | Buffer): void {
    this.#socket.write(bytes);
  }

  async expect(code: string): Promise<string> {
    const line = this.#lines.shift() ?? (await this.#nextLine());
    if (!line.startsWith(code)) throw new Error(`SMTP answered ${line}`);
    return line;
  }

  close(): void {
    this.#socket.end('QUIT\r\n');
  }

  #nextLine(): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#lost) reject(this.#lost);
      else this.#waiting.push({ resolve, reject });
    });
  }
}
