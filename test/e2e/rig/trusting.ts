import type { Page } from '@playwright/test';

/** The test servers have an authority of their own, for which these forms have no field: it goes along with the details. */
export async function trusting(page: Page, address: string, caPem: string): Promise<void> {
  await page.route(address, async (route) => {
    const { settings, ...rest } = route.request().postDataJSON() ?? {};
    if (settings === undefined) return route.continue();
    return route.continue({ postData: JSON.stringify({ ...rest, settings: { ...settings, trust: { caPem } } }) });
  });
}
