import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

export interface DnsServer {
  port: number;
  /** how often an A record was asked for */
  asked(): number;
  stop(): Promise<void>;
}

/** Answers every A question with the next of the addresses and TTL 0, the last one for ever; AAAA with none (RFC 1035). */
export async function startDnsServer(addresses: readonly string[]): Promise<DnsServer> {
  const socket = createSocket('udp4');
  let asked = 0;
  socket.on('message', (query: Buffer, from: RemoteInfo) => {
    const nameEnd = query.indexOf(0, 12) + 1;
    const isA = query.readUInt16BE(nameEnd) === 1;
    const address = addresses[Math.min(asked, addresses.length - 1)] ?? '';
    if (isA) asked += 1;
    const head = Buffer.from(query.subarray(0, 12));
    // An authoritative answer; one record, none in the other sections.
    head.writeUInt16BE(0x8580, 2);
    head.writeUInt16BE(isA ? 1 : 0, 6);
    head.writeUInt32BE(0, 8);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
    socket.send(
      Buffer.concat([head, query.subarray(12, nameEnd + 4), ...(isA ? [record] : [])]),
      from.port,
      from.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    asked: () => asked,
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
