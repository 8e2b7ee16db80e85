import { fileURLToPath } from 'node:url'
import { builtPage } from '../../../src-main/hosts/page-files.ts'
import { runDesktop } from '../../../src-main/desktop/run-desktop.ts'

/** The desktop app with its utility-process adapter, over a backend that every Electron can run. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
runDesktop({
  preload: here('../preload/index.cjs'),
  readPage: builtPage(here('../renderer')),
  backend: { utility: true, entry: here('backend.js') },
})
