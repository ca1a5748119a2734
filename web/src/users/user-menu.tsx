import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconDots, IconLink, IconPencil, IconTrash, IconUnlink, IconUserCheck } from '@tabler/icons-react';
import { users } from '../words/users.ts';
import type { UserMenuProps } from './user-row-menu.tsx';

/** What can be done with one person. */
export function UserMenu({ user, actions }: UserMenuProps) {
  const disabled = user.state === 'disabled';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={users.menuOf(user.name)}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={users.menuOf(user.name)}>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => actions.edit(user)}>
          {users.edit}
        </Menu.Item>
        {!disabled && (
          <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => actions.makeLink(user)}>
            {users.newLink}
          </Menu.Item>
        )}
        {user.accounts.length > 0 && (
          <Menu.Item leftSection={<IconUnlink size={16} aria-hidden />} onClick={() => actions.unlink(user)}>
            {users.unlink}
          </Menu.Item>
        )}
        {disabled ? (
          <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => actions.enable(user)}>
            {users.enable}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconBan size={16} aria-hidden />} onClick={() => actions.disable(user)}>
            {users.disable}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => actions.remove(user)}>
          {users.delete}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
