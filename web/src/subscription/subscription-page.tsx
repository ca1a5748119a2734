import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function SubscriptionPage() {
  return <Page title={shell.nav.subscription}>{null}</Page>;
}
