import { fileURLToPath } from 'node:url'
import { builtPage } from '../hosts/page-files.ts'
import { usualBackend } from './backend-host.ts'
import { runDesktop } from './run-desktop.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

runDesktop({
  preload: here('../preload/index.cjs'),
  readPage: builtPage(here('../renderer')),
  backend: usualBackend,
})
