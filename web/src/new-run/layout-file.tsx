import { FileInput, Text } from '@mantine/core';
import { useState } from 'react';
import { newRunParts } from '../words/new-run-parts.ts';
import type { RunDocuments } from './draft.ts';

const words = newRunParts.layout;
const MOST_BYTES = 1024 * 1024;

interface LayoutFileProps {
  documents: RunDocuments;
  error: string | undefined;
  onChange: (documents: RunDocuments) => void;
}

/** The layout is a file that is the same every month; the server says what is wrong in it. */
export function LayoutFile({ documents, error, onChange }: LayoutFileProps) {
  const [problem, setProblem] = useState<string>();
  const [name, setName] = useState<string>();
  const take = async (file: File | null) => {
    if (file === null) return;
    const read = await layoutOf(file);
    setProblem('problem' in read ? read.problem : undefined);
    if ('problem' in read) return;
    setName(file.name);
    onChange({ ...documents, by: 'layout', layout: read.layout as RunDocuments['layout'] });
  };
  const { layout } = documents;
  return (
    <>
      <FileInput
        id="run-layout"
        label={words.file}
        description={words.fileText}
        accept="application/json,.json"
        required={layout === undefined}
        error={problem ?? error}
        onChange={(file) => void take(file)}
      />
      {layout !== undefined && (
        <Text size="sm" role="status" className="any-break">
          {name === undefined
            ? words.kept(layout.title, layout.blocks.length)
            : words.taken(name, layout.blocks.length)}
        </Text>
      )}
    </>
  );
}

async function layoutOf(file: File): Promise<{ layout: object } | { problem: string }> {
  if (file.size > MOST_BYTES) return { problem: words.tooBig };
  try {
    const layout = JSON.parse(await file.text()) as unknown;
    const isLayout =
      typeof layout === 'object' && layout !== null && Array.isArray((layout as { blocks?: unknown }).blocks);
    return isLayout ? { layout: layout as object } : { problem: words.noBlocks };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: words.notJson };
    if (error instanceof DOMException) return { problem: words.unreadable };
    throw error;
  }
}
