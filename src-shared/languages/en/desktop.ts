import type { DesktopTexts } from '../desktop-texts.ts'

export const desktop: DesktopTexts = {
  productName: 'E-commerce Admin',
  menu: {
    file: 'File',
    close: 'Close Window',
    quit: 'Quit',
    edit: 'Edit',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    view: 'View',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    zoomReset: 'Actual Size',
    fullScreen: 'Full Screen',
    reload: 'Reload',
    devTools: 'Developer Tools',
    help: 'Help',
    hide: 'Hide E-commerce Admin',
    hideOthers: 'Hide Others',
    unhide: 'Show All',
  },
  spelling: {
    none: 'No Suggestions',
    learn: 'Add to Dictionary',
  },
  quitting: {
    message: 'Do you want to quit while work is under way?',
    detail: 'Changes that are being saved will be finished. Other work will be canceled.',
    stay: 'Keep Working',
    quit: 'Quit Anyway',
  },
  crash: {
    message: 'The window stopped several times in a short while.',
    detail: 'Everything that was saved is safe.',
    reload: 'Reload the window',
    quit: 'Quit',
  },
}
