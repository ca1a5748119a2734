import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPlugConnected, IconPower, IconTrash } from '@tabler/icons-react';
import { dataSources } from '../words/data-sources.ts';
import { keptInFile } from '../words/kept-in-file.ts';
import type { RowMenuProps } from './row-menu.tsx';

/** What can be done with one data source. */
export function SourceMenu({ source, actions, busy }: RowMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          loading={busy}
          aria-label={dataSources.menuOf(source.displayName)}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={dataSources.menuOf(source.displayName)}>
        <Menu.Item leftSection={<IconPlugConnected size={16} aria-hidden />} onClick={() => actions.test(source)}>
          {dataSources.test}
        </Menu.Item>
        {source.managedBy === null ? (
          <Changes source={source} actions={actions} />
        ) : (
          <Menu.Item disabled maw={260}>
            {keptInFile.help(source.managedBy)}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Not for one that a file of the server keeps: the server would refuse it. */
function Changes({ source, actions }: Pick<RowMenuProps, 'source' | 'actions'>) {
  return (
    <>
      <Menu.Item
        leftSection={<IconPower size={16} aria-hidden />}
        onClick={() => actions.setEnabled(source, !source.enabled)}
      >
        {source.enabled ? dataSources.switchOff : dataSources.switchOn}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => actions.remove(source)}>
        {dataSources.delete}
      </Menu.Item>
    </>
  );
}
