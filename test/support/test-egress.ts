import { openEgress } from '../../src/mail/egress.ts';

/** The servers of the tests listen on loopback, on whatever port is free. */
export const testEgress = openEgress({ allow: ['loopback:*'], ports: [] });
