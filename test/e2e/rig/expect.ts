import { expect as expectNow } from '@playwright/test';

/** Of pages: what is expected may take a while to come, on a machine that does much else. What never comes still fails. */
export const expect = expectNow.configure({ timeout: 15_000 });
