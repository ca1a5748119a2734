import { useNavigate, useSearch } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';
import { providers } from '../words/providers.ts';
import { shell } from '../words/shell.ts';
import { ProviderEditorForm } from './provider-editor.tsx';
import { useProviderEditor } from './use-provider-editor.ts';

/** Add New Server. Whoever came from a new email account goes on with that. */
export function NewProviderPage() {
  const { address } = useSearch({ from: '/signed-in/admin/providers/new' });
  const navigate = useNavigate();
  const editor = useProviderEditor({
    domain: address?.slice(address.lastIndexOf('@') + 1),
    onSaved: ({ provider: { id } }) => {
      const leave = { replace: true, ignoreBlocker: true };
      if (address === undefined) void navigate({ to: '/admin/providers/$id', params: { id }, ...leave });
      else {
        const params = { type: 'email' };
        void navigate({ to: '/admin/data-sources/new/$type', params, search: { address }, ...leave });
      }
    },
  });
  return (
    <Page
      title={providers.newTitle}
      crumbs={[
        { label: shell.administration },
        { label: providers.title, to: '/admin/providers' },
        { label: providers.newCrumb },
      ]}
    >
      <ProviderEditorForm editor={editor} />
    </Page>
  );
}
