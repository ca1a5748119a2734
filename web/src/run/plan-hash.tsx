import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { run as words } from '../words/run.ts';

const text = words.plan;
const GROUP = 8;

/** In full, in groups that two people can read to each other; copied, it is one word. */
export function PlanHash({ hash }: { hash: string }) {
  const [copied, setCopied] = useState(false);
  const groups = hash.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
  // Without TLS a browser gives no clipboard: then it is marked and copied by hand.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const copy = () => void clipboard?.writeText(hash).then(() => setCopied(true));
  return (
    <div className="run-hash-part">
      <Text size="sm" fw={600}>
        {text.hash}
      </Text>
      <Text size="sm" c="dimmed">
        {text.hashText}
      </Text>
      <Group gap="sm" mt={4} mb="sm" align="center">
        <code className="run-hash" data-hash={hash}>
          {groups.map((group, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be equal, and none ever moves
            <span key={place}>{group}</span>
          ))}
        </code>
        {clipboard !== undefined && (
          <Button variant="default" size="compact-sm" onClick={copy}>
            {copied ? text.copied : text.copy}
          </Button>
        )}
      </Group>
      <Compare hash={hash} />
    </div>
  );
}

function Compare({ hash }: { hash: string }) {
  const [given, setGiven] = useState('');
  const typed = given.replace(/\s/g, '').toLowerCase();
  return (
    <>
      <TextInput
        label={text.compare}
        value={given}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        className="run-compare"
        onChange={(event) => setGiven(event.currentTarget.value)}
      />
      <Text size="sm" mt={4} role="status" className="run-compared" data-same={typed === hash}>
        {typed === '' ? null : typed === hash ? (
          <>
            <IconCheck size={15} aria-hidden /> {text.same}
          </>
        ) : (
          <>
            <IconX size={15} aria-hidden /> {text.different}
          </>
        )}
      </Text>
    </>
  );
}
