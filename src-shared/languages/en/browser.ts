import type { BrowserTexts } from '../browser-texts.ts'

export const browser: BrowserTexts = {
  noSession: {
    name: 'E-commerce Admin',
    title: 'Open the address that the program printed',
    text: 'This tab is from an earlier start of the program, or was opened without the secret part of the address. Each start has a secret of its own, so that nobody else gets in.',
    find: 'Find the terminal in which the program was started.',
    open: (address) => `Open the address that it shows: ${address}`,
    back: 'If you open it in this browser, this tab goes on by itself.',
    kept: 'Everything that was stored is still there. If the program has been closed, start it again first.',
  },
}
