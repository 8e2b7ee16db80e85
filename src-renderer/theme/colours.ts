/** The tokens of the visual guide. Each becomes a Vuetify theme colour and the CSS variable `--NAME` (base.css). */
export interface Colours {
  background: string
  sunken: string
  surface: string
  raised: string
  ink: string
  muted: string
  hairline: string
  control: string
  primary: string
  'on-primary': string
  success: string
  warning: string
  error: string
  test: string
  production: string
  'on-production': string
  'primary-soft': string
  'success-soft': string
  'warning-soft': string
  'error-soft': string
  'test-soft': string
}

export const light: Colours = {
  background: '#F5F6F4',
  sunken: '#EBEEEB',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  ink: '#17211F',
  muted: '#55625E',
  hairline: '#DDE1DD',
  control: '#84908B',
  primary: '#0B5C66',
  'on-primary': '#FFFFFF',
  success: '#1E6A3B',
  warning: '#855000',
  error: '#AE2A20',
  test: '#7C2D72',
  production: '#17211F',
  'on-production': '#FFFFFF',
  'primary-soft': '#E1EFF0',
  'success-soft': '#E3F1E6',
  'warning-soft': '#FAEFD9',
  'error-soft': '#FBE8E5',
  'test-soft': '#F6E9F4',
}

export const dark: Colours = {
  background: '#121817',
  sunken: '#0D1211',
  surface: '#19201F',
  raised: '#212A28',
  ink: '#E3E9E6',
  muted: '#A0AEA9',
  hairline: '#2C3634',
  control: '#6F7D79',
  primary: '#7FCAD1',
  'on-primary': '#121817',
  success: '#8CD1A1',
  warning: '#E8BC72',
  error: '#F39B91',
  test: '#E0A3D7',
  production: '#E3E9E6',
  'on-production': '#121817',
  'primary-soft': '#17363A',
  'success-soft': '#1A3323',
  'warning-soft': '#382C15',
  'error-soft': '#40211E',
  'test-soft': '#3A2238',
}
