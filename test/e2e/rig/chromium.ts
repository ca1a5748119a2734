import { type Browser, chromium } from '@playwright/test';
import { neededChromium } from '../../support/needed-program.ts';

/** A test machine may have no way out; without these the browser looks for Google's hosts at every start. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: neededChromium(), args: CHROMIUM_FLAGS });
}
