import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function SetupPage() {
  return <Page title={shell.nav.firstSteps}>{null}</Page>;
}
