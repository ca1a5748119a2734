import { Title } from '@mantine/core';
import { Fragment, type ReactNode, useId } from 'react';

/** A part of the page with a heading of its own. */
export function MailSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values; a value that is null, '' or undefined is left out. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="mail-facts">
      {facts.map(([name, value]) =>
        value === null || value === undefined || value === '' || value === false ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}

/** What a server said, word for word. */
export function ServerWords({ text }: { text: string | null }) {
  return text === null || text === '' ? null : <p className="server-words">{text}</p>;
}

/** A sentence often ends with the server's words, which stand below it already. */
export function withoutReply(sentence: string, reply: string | null): string {
  if (reply === null || reply === '') return sentence;
  return sentence.replace(`: ${reply}`, () => '.').replace('.. ', '. ');
}
