import { PassThrough } from 'node:stream';
import DataStream from 'nodemailer/lib/smtp-connection/data-stream';
import { expect, test } from 'vitest';
import { smtpBody } from '../../src/mail/smtp-body.ts';

async function* pieces(texts: string[]) {
  for (const text of texts) yield Buffer.from(text, 'latin1');
}

/** What nodemailer puts on the wire for these pieces, without and with us in between. */
async function wire(texts: string[], ours: boolean): Promise<string> {
  const stream = new DataStream();
  const out = stream.pipe(new PassThrough());
  if (ours) {
    const body = smtpBody(
      { content: pieces(texts), beforeDot: async () => undefined },
      { reached: () => undefined, failed: (error) => out.destroy(error) },
    );
    body.message.pipe(stream);
  } else {
    for (const text of texts) stream.write(Buffer.from(text, 'latin1'));
    stream.end();
  }
  let text = '';
  for await (const chunk of out) text += (chunk as Buffer).toString('latin1');
  return text;
}

const MARKS = ['a', '.', '\r', '\n', '\r\n', '\r\n.', '..'];

test('every short body, in one piece or in two, goes over the wire as nodemailer alone would write it', async () => {
  for (const first of MARKS)
    for (const second of MARKS)
      for (const third of MARKS)
        for (const fourth of MARKS) {
          const whole = [first, second, third, fourth].join('');
          for (const texts of [[whole], [first + second, third + fourth], [`x\r\n${first}`, second, third + fourth]]) {
            expect(await wire(texts, true), JSON.stringify(texts)).toBe(await wire(texts, false));
          }
        }
});

test('a body that was stopped reads no more, and no final dot leaves', async () => {
  const read: number[] = [];
  const reached: string[] = [];
  async function* endless() {
    try {
      for (let n = 0; ; n += 1) {
        read.push(n);
        yield Buffer.alloc(100_000, 'a');
      }
    } finally {
      reached.push('closed');
    }
  }
  const stream = new DataStream();
  const body = smtpBody(
    { content: endless(), beforeDot: async () => undefined },
    { reached: (phase) => void reached.push(phase), failed: () => void reached.push('failed') },
  );
  body.message.pipe(stream);
  await new Promise((resolve) => setImmediate(resolve));
  body.stop();
  await new Promise((resolve) => setImmediate(resolve));
  expect(read).toEqual([0, 1]);
  expect(reached).toEqual(['body', 'closed']);
  expect(stream.writableEnded).toBe(false);
});
