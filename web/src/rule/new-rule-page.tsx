import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function NewRulePage() {
  return <Page title={shell.nav.rules}>{null}</Page>;
}
