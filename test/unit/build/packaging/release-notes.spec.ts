import { expect, it } from 'vitest'
import { releaseNotes } from '../../../../build/packaging/release-notes.ts'

const changelog =
  '# Changelog\n\n## Unreleased\n\n- New\n\n### Part\n\n- More\n\n## 1.0.0 (2026-01-02)\n\n- Old\n'

it('gives the section of a version, or of what is not released', () => {
  expect(releaseNotes(changelog, '1.0.0')).toBe('- Old')
  expect(releaseNotes(changelog, '2.0.0')).toBe('- New\n\n### Part\n\n- More')
  expect(releaseNotes('# Changelog\n', '2.0.0')).toBe('')
})

it('does not take one version for another', () => {
  expect(releaseNotes('## 1.0.10\n\n- Ten\n\n## 1.0.1\n\n- One\n', '1.0.1')).toBe('- One')
})
