import { connect } from 'node:net';

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('close', () => resolve(false));
    socket.setTimeout(3_000, () => finish(false));
  });
}

/** Resolves when the server on this loopback port greets. */
export async function waitForGreeting(port: number, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await answers(port))) {
    if (Date.now() > deadline) throw new Error(`No mail server greets on 127.0.0.1:${port} within ${withinMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
