import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Ink blue; shade 7 has 6.85:1 on white. */
const ink: MantineColorsTuple = [
  '#eef4ff',
  '#dbe6fb',
  '#b3c9f3',
  '#88abeb',
  '#6590e4',
  '#4f80e0',
  '#2f63c9',
  '#2456b4',
  '#1a4799',
  '#0f377f',
];

const labelSize = 'var(--mantine-font-size-sm)';

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  colors: { ink },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '1.3' },
      h2: { fontSize: '18px', lineHeight: '1.35' },
      h3: { fontSize: '16px', lineHeight: '1.4' },
    },
  },
  // Plain objects: the components' own extend() would bring the components into the first download.
  components: {
    // See src/ui/no-scroll-area.ts.
    TableScrollContainer: { defaultProps: { type: 'native' } },
    Badge: { defaultProps: { tt: 'none' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Switch: {
      defaultProps: { withThumbIndicator: false },
      styles: {
        label: { fontSize: labelSize, fontWeight: 500 },
        description: { fontSize: labelSize, marginTop: 2 },
      },
    },
    Notification: { styles: { description: { color: 'var(--mantine-color-dimmed)' } } },
  },
});

/** Colours that Mantine sets too light for WCAG AA: texts at least 4.5:1, measured with axe. */
export const cssVariablesResolver: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': colors.gray[7],
    '--mantine-color-error': '#b3261e',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#a61e1e',
    '--mantine-color-green-light-color': '#1b5e20',
    '--mantine-color-red-light-color': '#9b1c1c',
    '--mantine-color-yellow-light-color': '#6b4300',
    '--mantine-color-gray-light-color': '#343a40',
    '--mantine-color-ink-light-color': '#1a4799',
    '--mantine-color-anchor': '#2456b4',
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[1],
    '--mantine-color-placeholder': colors.dark[1],
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-ink-light-color': '#b3c9f3',
    '--mantine-color-ink-outline': '#88abeb',
    '--mantine-color-anchor': '#88abeb',
  },
});
