import type { BrowserTexts } from '../browser-texts.ts'

const run = (command: string) =>
  `Run ${command} in a terminal, even if the program is running already. If you started it with --data, name the same folder.`

export const browser: BrowserTexts = {
  name: 'E-commerce Admin',
  noSession: {
    title: 'Open a new address',
    text: 'This tab has no access to the program. It is from an earlier start, or its address was used before or is older than two minutes. That way nobody else gets in.',
    run,
    open: (address) => `Open the address that it prints: ${address} It works once.`,
    back: 'If you open it in this browser, this tab continues by itself.',
    kept: 'Everything that was stored is still there.',
  },
  foreignWorker: {
    title: 'Another program could read what was sent',
    text: 'The browser had a service worker at this address that is not part of E-commerce Admin. It could have read and changed everything that was sent. So this page has stopped, and the service worker has been removed.',
    close: (address) => `Close all tabs with the address ${address}, this one too.`,
    run,
    open: 'Open the address that it prints.',
    kept: 'If this page appears again, start the program on another port with --port. Everything that was stored is still there.',
  },
  opening: 'Opening E-commerce Admin…',
}
