import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { editor as words } from '../words/editor.ts';
import type { CodeEditor, CodeEditorState } from './code-editor.ts';
import type { TemplateProblem } from './template-problem.ts';

interface CodeViewProps {
  id: string;
  value: string;
  onChange: (template: string) => void;
  fields: readonly RuleField[];
  required: boolean;
  invalid: boolean;
  problem?: TemplateProblem | undefined;
  autoFocus: boolean;
}

/** The source of a template. The code editor is as large as a small page, so it is loaded when it is first wanted. */
export function CodeView({ onChange, autoFocus, ...rest }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const opened = useRef<CodeEditor>(undefined);
  const [attempt, setAttempt] = useState(0);
  const [stage, setStage] = useState<'loading' | 'ready' | 'failed'>('loading');
  const state: CodeEditorState = rest;
  const latest = useRef({ state, onChange, autoFocus });
  latest.current = { state, onChange, autoFocus };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads once more
  useEffect(() => {
    let closed = false;
    import('./code-editor.ts').then(
      ({ openCodeEditor }) => {
        if (closed || !host.current) return;
        const onEdit = (template: string) => latest.current.onChange(template);
        opened.current = openCodeEditor(host.current, latest.current.state, onEdit);
        setStage('ready');
      },
      () => setStage('failed'),
    );
    return () => {
      closed = true;
      opened.current?.close();
      opened.current = undefined;
    };
  }, [attempt]);
  useEffect(() => opened.current?.show(state));
  useEffect(() => {
    if (stage === 'ready' && latest.current.autoFocus) opened.current?.focus();
  }, [stage]);
  const retry = () => {
    setStage('loading');
    setAttempt(attempt + 1);
  };
  return (
    <>
      <div ref={host} className="code-host" hidden={stage !== 'ready'} />
      {stage === 'loading' && <Skeleton h={200} radius={0} />}
      {stage === 'failed' && (
        <Group p="sm" gap="sm" role="alert">
          <Text size="sm">{words.codeFailed}</Text>
          <Button size="compact-sm" variant="default" onClick={retry}>
            {words.tryAgain}
          </Button>
        </Group>
      )}
    </>
  );
}
