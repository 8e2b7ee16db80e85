import { ChevronDown, Square, SquareCheck, SquareMinus, X } from '@lucide/vue'
import { h, type FunctionalComponent } from 'vue'
import { createVuetify, type IconSet } from 'vuetify'
import { byLanguage, FALLBACK } from '#shared/languages/languages.ts'
import { dark, light, type Colours } from './colours.ts'

/** Lucide outlines as Vuetify's icon set: 16 px, stroke 1.75. */
const lucide: IconSet = {
  component: (props) =>
    h('i', { class: 'lucide-icon' }, [
      h(props.icon as FunctionalComponent, { size: 16, strokeWidth: 1.75 } as object),
    ]),
}

const themeOf = (colours: Colours, isDark: boolean) => ({
  dark: isDark,
  colors: {
    ...colours,
    'on-background': colours.ink,
    'on-surface': colours.ink,
    secondary: colours.muted,
    info: colours.primary,
    'on-error': isDark ? '#121817' : '#FFFFFF',
  },
  variables: {
    // Rank is carried by colour, not by opacity, so that contrast stays what the guide measured.
    'high-emphasis-opacity': 1,
    'medium-emphasis-opacity': 1,
    'disabled-opacity': 0.55,
    'border-color': colours.hairline,
    'border-opacity': 1,
    'hover-opacity': 0.05,
  },
})

const NOT_OWNED = { 'aria-owns': undefined }
/** The box around a select opens its menu; its state is said by the input alone. */
const SELECT_MENU = {
  maxHeight: 320,
  activatorProps: { ...NOT_OWNED, 'aria-controls': undefined, 'aria-expanded': undefined },
}

/** Vuetify with the visual guide's theme and defaults. */
export function createTheme(nonce: string | undefined, theme: 'system' | 'light' | 'dark') {
  return createVuetify({
    theme: {
      defaultTheme: theme,
      ...(nonce ? { cspNonce: nonce } : {}),
      themes: { light: themeOf(light, false), dark: themeOf(dark, true) },
    },
    locale: {
      locale: FALLBACK,
      fallback: FALLBACK,
      messages: byLanguage(({ start }) => start.controls),
      rtl: byLanguage(({ direction }) => direction === 'rtl'),
    },
    icons: {
      defaultSet: 'lucide',
      sets: { lucide },
      aliases: {
        dropdown: ChevronDown,
        expand: ChevronDown,
        checkboxOn: SquareCheck,
        checkboxOff: Square,
        checkboxIndeterminate: SquareMinus,
        clear: X,
        close: X,
        delete: X,
      },
    },
    defaults: {
      global: { ripple: false },
      VTextField: { variant: 'outlined', density: 'compact', hideDetails: 'auto', rounded: 'md' },
      // The role is the input's alone: Vuetify gives it to the box around it as well, which has no name.
      VSelect: {
        role: '',
        menuProps: SELECT_MENU,
        variant: 'outlined',
        density: 'compact',
        hideDetails: 'auto',
        rounded: 'md',
      },
      VAutocomplete: {
        role: '',
        menuProps: SELECT_MENU,
        variant: 'outlined',
        density: 'compact',
        hideDetails: 'auto',
        rounded: 'md',
      },
      VTextarea: { variant: 'outlined', density: 'compact', hideDetails: 'auto', rounded: 'md' },
      VCheckbox: { density: 'compact', hideDetails: 'auto', color: 'primary' },
      VBtn: { variant: 'outlined', height: 32, rounded: 'md' },
      VBtnToggle: { variant: 'outlined', density: 'compact', divided: true, rounded: 'md' },
      VCard: { variant: 'flat', border: true, rounded: 'lg' },
      VDialog: { maxWidth: 560 },
      // Not owned: what opens would be read as a part of its button.
      VMenu: { offset: 4, activatorProps: NOT_OWNED },
      VProgressLinear: { height: 3, color: 'primary', bgColor: 'hairline', bgOpacity: 1 },
    },
  })
}
