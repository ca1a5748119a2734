import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function MailPage() {
  return <Page title={shell.nav.outbox}>{null}</Page>;
}
