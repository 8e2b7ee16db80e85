import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import manifest from '../package.json' with { type: 'json' }
import { NOTICES } from './notices.ts'
import { releaseNotes } from './packaging/release-notes.ts'
import { inRoot } from './paths.ts'

/** Puts beside the page what its dialog about the program shows. To be listed after `notices`. */
export const aboutFiles = (): Plugin => ({
  name: 'about-files',
  apply: 'build',
  generateBundle() {
    const changelog = readFileSync(inRoot('CHANGELOG.md'), 'utf8')
    const texts = {
      'third-party-notices.txt': readFileSync(NOTICES, 'utf8'),
      'release-notes.txt': releaseNotes(changelog, manifest.version),
    }
    for (const [fileName, source] of Object.entries(texts)) this.emitFile({ type: 'asset', fileName, source })
  },
})
