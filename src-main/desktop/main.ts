import { fileURLToPath } from 'node:url'
import { usualBackend } from './backend-host.ts'
import { runDesktop } from './run-desktop.ts'

runDesktop({ out: fileURLToPath(new URL('..', import.meta.url)), backend: usualBackend })
