import { connect, type Socket } from 'node:net';

/** A connection whose answers come in lines. A lost connection is given to `lost`. */
export function connectLines(port: number, line: (line: string) => void, lost: (error: Error) => void): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let rest = '';
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const one of lines) line(one);
  });
  socket.on('error', lost);
  socket.on('close', () => lost(new Error('The server closed the connection.')));
  return socket;
}
