import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Toggle, Toggles } from '../ui/toggles.tsx';
import { templates as words } from '../words/templates.ts';
import { DEFAULT, type TemplateInput } from './template-api.ts';
import { canonicalTag, languageName, withLanguage, withoutLanguage } from './template-draft.ts';

interface LanguageTabsProps {
  draft: TemplateInput;
  language: string;
  onChoose: (language: string) => void;
  onChange: (draft: TemplateInput) => void;
}

/** Which text is edited; languages come and go here. */
export function LanguageTabs({ draft, language, onChoose, onChange }: LanguageTabsProps) {
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  const add = () => {
    const tag = canonicalTag(typed ?? '');
    const isThere = draft.texts.some((text) => text.language === tag);
    setError(tag === undefined ? words.noLanguage : isThere ? words.twice : undefined);
    if (tag === undefined || isThere) return;
    onChange(withLanguage(draft, tag));
    onChoose(tag);
    setTyped(undefined);
  };
  return (
    <div>
      <Toggles label={words.language}>
        {draft.texts.map((text) => (
          <Toggle
            key={text.language}
            word={languageName(text.language, words)}
            pressed={text.language === language}
            onClick={() => onChoose(text.language)}
          />
        ))}
        {typed === undefined && (
          <Button size="compact-sm" variant="subtle" onClick={() => setTyped('')}>
            {words.addLanguage}
          </Button>
        )}
      </Toggles>
      {typed !== undefined && (
        <Group align="end" gap="sm" mb="sm">
          <TextInput
            label={words.newLanguage}
            description={words.newLanguageText}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
            error={error}
            maxLength={35}
            data-autofocus
          />
          <Button variant="default" onClick={add}>
            {words.addLanguage}
          </Button>
        </Group>
      )}
      {language !== DEFAULT && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            onChange(withoutLanguage(draft, language));
            onChoose(DEFAULT);
          }}
        >
          {words.removeLanguage(languageName(language, words))}
        </Button>
      )}
    </div>
  );
}
