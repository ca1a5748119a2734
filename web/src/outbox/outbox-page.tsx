import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function OutboxPage() {
  return <Page title={shell.nav.outbox}>{null}</Page>;
}
