import { ActionIcon, Menu } from '@mantine/core';
import { type Icon, IconCheck } from '@tabler/icons-react';

export interface Choice {
  label: string;
  /** looks as what it chooses */
  style?: React.CSSProperties;
  isOn?: boolean;
  isOff?: boolean;
  run: () => void;
}

interface ChoiceToolProps {
  label: string;
  icon: Icon;
  on: boolean;
  choices: () => Choice[];
}

/** A button of the toolbar that opens a list; what is chosen goes to the text, and so does the focus. */
export function ChoiceTool({ label, icon: Glyph, on, choices }: ChoiceToolProps) {
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          size="md"
          variant={on ? 'filled' : 'subtle'}
          color={on ? undefined : 'gray'}
          aria-label={label}
          title={label}
          tabIndex={-1}
        >
          <Glyph size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choices().map(({ label: text, style, isOn, isOff, run }) => (
          <Menu.Item
            key={text}
            disabled={isOff === true}
            onClick={run}
            rightSection={isOn ? <IconCheck size={14} aria-hidden /> : undefined}
            aria-current={isOn || undefined}
          >
            <span style={style}>{text}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
