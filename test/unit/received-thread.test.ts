import { afterEach, expect, test } from 'vitest';
import { openReceivedReader, type ReceivedReader } from '../../src/mail/received-thread.ts';

const open: ReceivedReader[] = [];

afterEach(async () => {
  for (const reader of open.splice(0)) await reader.close();
});

function openReader(timeoutMs: number): ReceivedReader {
  const reader = openReceivedReader(timeoutMs);
  open.push(reader);
  return reader;
}

const letter = (subject: string) => Buffer.from(`From: a@b.test\r\nSubject: ${subject}\r\n\r\nHello.\r\n`);
const unreadable = Buffer.from(`From: a@b.test\r\nX-Long: ${'x'.repeat(2 * 1024 * 1024)}\r\n\r\nHello.\r\n`);
/** A million parts without anything: seconds of work on any machine, where parts with a header are soon too many headers. */
const slow = Buffer.from(
  `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(1_000_000)}--b--\r\n`,
);

async function subjectsOf(reader: ReceivedReader, raws: Buffer[]): Promise<string[]> {
  return (await reader.readMany(raws)).map((found) => ('mail' in found ? found.mail.subject : found.problem));
}

test('several messages are answered in their order; one that cannot be read is told at its place', async () => {
  const found = await subjectsOf(openReader(20_000), [letter('one'), unreadable, letter('two')]);
  expect(found).toEqual(['one', expect.stringMatching(/^It cannot be read/), 'two']);
});

test('R34 a message that is too slow loses its turn, and those behind it are read by a new thread', async () => {
  const reader = openReader(2_000);
  const found = await subjectsOf(reader, [letter('one'), slow, letter('two'), slow, letter('three')]);
  expect(found).toEqual([
    'one',
    expect.stringMatching(/within 2 s/),
    'two',
    expect.stringMatching(/within 2 s/),
    'three',
  ]);
});

test('nothing waits for a reader that is closed in the middle, and no thread begins anew', async () => {
  const reader = openReader(60_000);
  const reading = subjectsOf(reader, [slow, letter('one'), slow]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await reader.close();
  expect((await reading).slice(1)).toEqual(['Reading was ended.', 'Reading was ended.']);
});
