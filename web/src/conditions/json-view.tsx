import { Alert, Textarea } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { conditions as words } from '../words/conditions.ts';

interface JsonViewProps {
  id: string;
  text: string;
  /** what is wrong with the text */
  mistake?: string;
  /** why the builder cannot show it, though it is right */
  reason?: string;
  onChange: (text: string) => void;
}

export function JsonView({ id, text, mistake, reason, onChange }: JsonViewProps) {
  return (
    <>
      {reason !== undefined && (
        <Alert title={words.onlyJson} icon={<IconInfoCircle aria-hidden />} variant="light" mb="sm" role="status">
          {words.onlyJsonHelp(reason)}
        </Alert>
      )}
      <Textarea
        id={`${id}-json`}
        label={words.jsonLabel}
        description={words.jsonHelp}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={mistake}
        autosize
        minRows={6}
        maxRows={24}
        spellCheck={false}
        autoCapitalize="off"
        classNames={{ input: 'conditions-json' }}
      />
    </>
  );
}
