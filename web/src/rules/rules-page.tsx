import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function RulesPage() {
  return <Page title={shell.nav.rules}>{null}</Page>;
}
