import type { Target } from '../bench-servers.ts';
import { payslipFor } from '../payslips.ts';
import { PipelineImap } from './pipeline-imap.ts';
import { Journal } from './pipeline-journal.ts';
import { buildMime } from './pipeline-mime.ts';
import { PipelineSmtp } from './pipeline-smtp.ts';

const SMTP_CONNECTIONS = 4;
const IMAP_CONNECTIONS = 2;
const BATCH = 50;
/** built mails that wait for their copy; sending waits when there are more */
const MOST_WAITING = 200;

interface Mail {
  id: number;
  to: string;
  bytes: Buffer;
}

/**
 * Reference P: the whole job as fast as the protocols allow. Own SMTP and IMAP clients, the durable marker before each
 * final dot, copies in batches. Not a product: one rule, no retries, no configuration, loopback only.
 */
export async function runPipeline(count: number, target: Target, journalFile: string): Promise<void> {
  const journal = new Journal(journalFile, count);
  const copies = new Copies(target, journal);
  await copies.open();
  const date = new Date().toUTCString().replace('GMT', '+0000');
  let nextId = 0;
  const next = async (): Promise<Mail | undefined> => {
    await copies.room();
    if (nextId >= count) return undefined;
    const id = nextId++;
    const payslip = await payslipFor(id);
    const messageId = `${Date.now()}.${id}@corp.example`;
    return { id, to: payslip.to.address, bytes: buildMime({ payslip, messageId, date }) };
  };
  const senders = Array.from({ length: SMTP_CONNECTIONS }, () => send(target.smtpPort, next, journal, copies));
  await Promise.all(senders);
  await copies.close(count);
  journal.close();
}

async function send(port: number, next: () => Promise<Mail | undefined>, journal: Journal, copies: Copies) {
  const smtp = new PipelineSmtp(port);
  await smtp.greet();
  let mail = await next();
  if (mail) smtp.write(smtp.envelope(mail.to));
  while (mail) {
    for (const code of ['250', '250', '354']) await smtp.expect(code);
    smtp.write(mail.bytes);
    // The body travels and the next mail is built while the marker is committed.
    const [following] = await Promise.all([next(), journal.put(mail.id, 1)]);
    smtp.write(`.\r\n${following ? smtp.envelope(following.to) : ''}`);
    copies.accepted(mail, await smtp.expect('250'));
    mail = following;
  }
  smtp.close();
}

/** Whatever has gathered while a connection was busy goes as one MULTIAPPEND. */
class Copies {
  readonly #target: Target;
  readonly #journal: Journal;
  readonly #idle: PipelineImap[] = [];
  readonly #waiting: Mail[] = [];
  #done = 0;
  #failure: Error | undefined;
  #changed: (() => void)[] = [];

  constructor(target: Target, journal: Journal) {
    this.#target = target;
    this.#journal = journal;
  }

  async open(): Promise<void> {
    for (let index = 0; index < IMAP_CONNECTIONS; index += 1) {
      const imap = new PipelineImap(this.#target.imapPort);
      await imap.command(`LOGIN ${this.#target.user} ${this.#target.password}`);
      this.#idle.push(imap);
    }
  }

  accepted(mail: Mail, reply: string): void {
    void this.#journal.put(mail.id, 2, reply);
    this.#waiting.push(mail);
    this.#fileSome();
  }

  /** Resolves when there is room for one more. */
  room(): Promise<void> {
    return this.#until(() => this.#waiting.length < MOST_WAITING);
  }

  async close(count: number): Promise<void> {
    await this.#until(() => this.#done === count);
    for (const imap of this.#idle) await imap.close();
  }

  #fileSome(): void {
    const imap = this.#waiting.length > 0 ? this.#idle.pop() : undefined;
    if (!imap) return;
    this.#file(imap, this.#waiting.splice(0, BATCH)).catch((error: Error) => {
      this.#failure = error;
      this.#wake();
    });
  }

  async #file(imap: PipelineImap, mails: Mail[]): Promise<void> {
    await imap.multiAppend(
      this.#target.sentFolder,
      mails.map(({ bytes }) => bytes),
    );
    this.#idle.push(imap);
    this.#fileSome();
    await Promise.all(mails.map(({ id }) => this.#journal.put(id, 3)));
    this.#done += mails.length;
    this.#wake();
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.#failure) throw this.#failure;
      await new Promise<void>((resolve) => this.#changed.push(resolve));
    }
  }

  #wake(): void {
    for (const go of this.#changed.splice(0)) go();
  }
}
