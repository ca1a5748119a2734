import type { ComboboxStore } from '@mantine/core';
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect } from 'react';
import type { useRecipients } from './use-recipients.ts';

interface Options {
  list: ReturnType<typeof useRecipients>;
  store: ComboboxStore;
  box: RefObject<HTMLElement | null>;
}

/**
 * The first of what is found is what Enter takes, but never in place of an address: a word without @ can only be a name.
 * `options`: what is offered for this text, in order.
 */
export function useFirstOption(store: ComboboxStore, text: string, options: readonly string[]): void {
  const offered = text.trim() === '' || text.includes('@') ? '' : options.join('\n');
  const { resetSelectedOption, selectFirstOption } = store;
  useEffect(() => {
    resetSelectedOption();
    if (offered === '') return;
    // The list opens after this.
    const timer = setTimeout(() => {
      const { scrollX, scrollY } = window;
      selectFirstOption();
      // It is scrolled to, and may not have its place yet: the page would jump away from who types.
      if (window.scrollY !== scrollY) window.scrollTo(scrollX, scrollY);
    }, 0);
    return () => clearTimeout(timer);
  }, [offered, resetSelectedOption, selectFirstOption]);
}

/** The keyboard of a list of recipients: in the field, and on its chips. */
export function useRecipientKeys({ list, store, box }: Options) {
  const chips = () => [...(box.current?.querySelectorAll<HTMLElement>('[data-recipient]') ?? [])];
  const focusField = () => box.current?.querySelector('input')?.focus();
  const focusChip = (index: number) => {
    const chip = chips()[index];
    if (chip) chip.focus();
    else focusField();
  };
  const remove = (index: number) => {
    list.remove(index);
    // Once the chip is gone, the next one has its place.
    setTimeout(() => focusChip(index), 0);
  };
  return {
    remove,
    edit: (index: number) => {
      list.edit(index);
      focusField();
    },
    onType: (text: string) => {
      list.setText(text);
      store.openDropdown();
      // What was chosen was chosen from another list.
      store.resetSelectedOption();
    },
    onPaste: (event: ClipboardEvent) => {
      const text = event.clipboardData.getData('text/plain');
      if (!/[,;\n\r]/.test(text.trim())) return;
      event.preventDefault();
      list.addText(text);
    },
    onFieldKey: (event: KeyboardEvent<HTMLInputElement>) => {
      const { key, currentTarget } = event;
      if (event.nativeEvent.isComposing) return;
      // Saving the page by its shortcut saves what is typed here, too.
      if (key === 's' && (event.ctrlKey || event.metaKey)) list.commit();
      const isChosen = key === 'Enter' && store.dropdownOpened && store.getSelectedOptionIndex() !== -1;
      if ((key === 'Enter' && !isChosen) || ((key === ',' || key === ';') && endsEntry(list.text))) {
        event.preventDefault();
        list.commit();
      } else if (key === 'Escape' && !store.dropdownOpened) list.cancel();
      else if ((key === 'Backspace' || key === 'ArrowLeft') && currentTarget.selectionEnd === 0) {
        chips().at(-1)?.focus();
      }
    },
    onChipKey: (event: KeyboardEvent, index: number) => {
      const to = { ArrowLeft: Math.max(0, index - 1), ArrowRight: index + 1, Home: 0, End: chips().length }[event.key];
      if (to !== undefined) focusChip(to);
      else if (event.key === 'Backspace' || event.key === 'Delete') remove(index);
      else return;
      event.preventDefault();
    },
  };
}

/** A comma in quotes or in the arguments of a formula belongs to the entry. */
function endsEntry(text: string): boolean {
  const isOpen = (text.match(/"/g)?.length ?? 0) % 2 === 1 || text.lastIndexOf('{{') > text.lastIndexOf('}}');
  return text.trim() !== '' && !isOpen;
}
