import { fileURLToPath } from 'node:url'
import { runDesktop } from '../../../src-main/desktop/run-desktop.ts'

/** The desktop app with its utility-process adapter, over a backend that every Electron can run. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
runDesktop({ out: here('..'), backend: { utility: true, entry: here('backend.js') } })
