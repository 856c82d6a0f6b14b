import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type InputProps,
  type MantineColorsTuple,
} from '@mantine/core';

/** Añil in Mantine's ten steps; the shades that the tokens name stand at their places (6 in light, 4 in dark). */
const anil: MantineColorsTuple = [
  '#EEF2FB',
  '#DCE4F6',
  '#B9C8EC',
  '#94A8DE',
  '#5F80DD',
  '#4A67BC',
  '#2F4FA8',
  '#264189',
  '#1F3673',
  '#182A5C',
];

/** What Mantine draws from its own greys in the dark: text first, ground last. */
const dark: MantineColorsTuple = [
  '#E8EAF0',
  '#B4BBC8',
  '#98A1B1',
  '#737C8D',
  '#2B313D',
  '#232935',
  '#181C25',
  '#11141B',
  '#0D1016',
  '#0A0C11',
];

/** Sizes of controls, ui/README 4: 28, 32, 40, and 44 where fingers work. */
const heights: Record<string, string> = { xs: '28px', sm: '32px', md: '40px', lg: '44px', xl: '48px' };

export const theme = createTheme({
  primaryColor: 'anil',
  primaryShade: { light: 6, dark: 4 },
  colors: { anil, dark },
  defaultRadius: 'md',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.45', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.25' },
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '10px', xl: '999px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver: (input) =>
    input.variant === 'filled' && (input.color === undefined || input.color === 'anil')
      ? { background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)', border: '1px solid var(--accent)' }
      : defaultVariantColorsResolver(input),
  // By name, not by `Input.extend`: the first screen must not carry parts that it does not show.
  components: {
    Input: {
      defaultProps: { size: 'md' },
      vars: (_theme: unknown, props: InputProps) => ({
        wrapper: {
          '--input-bd': props.error ? 'var(--bad-fill)' : 'var(--control-line)',
          '--input-height': heights[String(props.size ?? 'md')],
        },
      }),
    },
    Modal: { defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.28, color: '#171C28' } } },
    // The placeholder that would take the first focus is no item of a menu.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { radius: 'lg', shadow: 'md' } },
    Checkbox: { defaultProps: { size: 'xs', radius: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'sm', radius: 'md', withItemsBorders: false } },
  },
});

/** Mantine's own names, said with the tokens: one place decides a colour. */
const mapped = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-ink)',
  '--mantine-color-anil-filled': 'var(--accent)',
};

export const resolver: CSSVariablesResolver = () => ({
  variables: { '--mantine-shadow-md': 'var(--shadow-2)', '--mantine-shadow-xl': 'var(--shadow-2)' },
  light: mapped,
  dark: mapped,
});
