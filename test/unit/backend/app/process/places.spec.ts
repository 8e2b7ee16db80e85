import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { dataFolder } from '#backend/app/process/data-folder.ts'
import { findEntries } from '#backend/app/process/entries.ts'

it('keeps data where each platform keeps it', () => {
  const around = (platform: NodeJS.Platform, env = {}) =>
    dataFolder(undefined, { platform, env, home: '/home/kari' })
  expect(around('linux')).toBe('/home/kari/.local/share/ecommerce-admin')
  expect(around('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/ecommerce-admin')
  expect(around('darwin')).toBe('/home/kari/Library/Application Support/ecommerce-admin')
  expect(around('win32', { LOCALAPPDATA: '/local' })).toBe('/local/ecommerce-admin')
  expect(dataFolder('/chosen')).toBe('/chosen')
})

it('finds the files of the processes in the source', () => {
  for (const file of Object.values(findEntries())) expect(existsSync(file), file).toBe(true)
})

it('finds them in a build, from the entry and from a chunk', () => {
  const expected = {
    backend: '/app/out/main/backend.js',
    readerThread: '/app/out/main/reader-thread.js',
    writerThread: '/app/out/main/writer-thread.js',
    exportThread: '/app/out/main/export-thread.js',
    workbookChild: '/app/out/main/workbook-child.js',
  }
  expect(findEntries(pathToFileURL('/app/out/main/desktop.js').href)).toEqual(expected)
  expect(findEntries(pathToFileURL('/app/out/main/chunks/entries-a1.js').href)).toEqual(expected)
})
