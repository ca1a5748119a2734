import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function DataSourcesPage() {
  return <Page title={shell.nav.dataSources}>{null}</Page>;
}
