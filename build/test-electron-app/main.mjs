/**
 * Does what Electron's own default app does, for a runtime that has none: opens the application in the folder given.
 * The top-level await matters: `ready` must wait until the application has registered its privileged scheme.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const at = process.argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'))
if (at < 0) throw new Error('Which application? Give its folder.')
const folder = resolve(process.argv[at])
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setAppPath(folder)
app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
await import(pathToFileURL(join(folder, manifest.main)).href)
