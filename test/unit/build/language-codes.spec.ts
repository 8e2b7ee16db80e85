import { ESLint } from 'eslint'
import { expect, it } from 'vitest'
import { inRoot } from '../../../build/paths.ts'

const eslint = new ESLint({ cwd: inRoot(), flags: ['unstable_native_nodejs_ts_config'] })

/** The places of `text` that a rule about language codes refuses. */
async function refused(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: inRoot(filePath) })
  return (result?.messages ?? [])
    .filter(({ message }) => message.includes('src-shared/languages'))
    .map(({ line }) => text.split('\n')[line - 1] ?? '')
}

it.each([
  ['src-shared/wording/a.ts', "export const isDotted = (language: string) => language === 'nb'"],
  ['src-main/backend/areas/mail/a.ts', "export const all = ['en', 'other']"],
  ['src-main/desktop/a.ts', 'export const words = { nb: 1 }'],
  ['src-renderer/a.vue', `<template><p v-if="language === 'en'" /></template>`],
])(
  '%s may not compare or list languages: %s',
  async (file, line) => {
    expect(await refused(file, line)).not.toEqual([])
  },
  30_000,
)

it('leaves folders of languages and other words as they are', async () => {
  expect(await refused('src-shared/languages/nb/a.ts', "export const code = 'nb'")).toEqual([])
  expect(await refused('src-shared/wording/a.ts', "export const unit = { entry: 'end' }")).toEqual([])
}, 30_000)
