import { describe, expect, test } from 'vitest';
import { RecentBytes } from '../../src/outbox/recent-bytes.ts';

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function send(recent: RecentBytes, id: string, ...texts: string[]) {
  const sent: string[] = [];
  for await (const piece of recent.keeping(id, pieces(...texts))) sent.push(piece.toString());
  return sent;
}

const taken = (recent: RecentBytes, id: string) => recent.take(id)?.map(String);

describe('bytes that were just sent', () => {
  test('are there once for the copy, and pass on unchanged', async () => {
    const recent = new RecentBytes(100);
    expect(await send(recent, 'a', 'one', 'two')).toEqual(['one', 'two']);
    expect(taken(recent, 'a')).toEqual(['one', 'two']);
    expect(taken(recent, 'a')).toBeUndefined();
  });

  test('the oldest make room, and what is larger than all the room passes without being kept', async () => {
    const recent = new RecentBytes(10);
    await send(recent, 'a', 'aaaa');
    await send(recent, 'b', 'bbbb');
    await send(recent, 'c', 'cccc');
    expect(taken(recent, 'a')).toBeUndefined();
    expect(await send(recent, 'large', '12345', '67890', '1')).toEqual(['12345', '67890', '1']);
    expect(taken(recent, 'large')).toBeUndefined();
    expect(taken(recent, 'b')).toEqual(['bbbb']);
    expect(taken(recent, 'c')).toEqual(['cccc']);
  });

  test('a mail that was not sent to its end is not kept; one that was sent again is there once', async () => {
    const recent = new RecentBytes(10);
    for await (const _ of recent.keeping('a', pieces('one', 'two'))) break;
    expect(taken(recent, 'a')).toBeUndefined();
    for (let round = 0; round < 5; round += 1) await send(recent, 'b', 'bbbb');
    await send(recent, 'c', 'cccc');
    expect(taken(recent, 'b')).toEqual(['bbbb']);
  });
});
