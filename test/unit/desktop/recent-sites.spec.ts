import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  folderAsSite,
  otherSites,
  readRecentSites,
  withSite,
} from '../../../src-main/desktop/recent-sites.ts'

const site = fc.record({ folder: fc.string({ minLength: 1, maxLength: 5 }), name: fc.string() })

it('has the site that was opened last at its beginning, and each once', () => {
  fc.assert(
    fc.property(fc.array(site), (opened) => {
      const list = opened.reduce(withSite, [] as ReturnType<typeof withSite>)
      const folders = list.map(({ folder }) => folder)
      expect(new Set(folders).size).toBe(folders.length)
      expect(folders.length).toBeLessThanOrEqual(9)
      if (opened.length > 0) expect(list[0]).toEqual(opened.at(-1))
      expect(readRecentSites(JSON.parse(JSON.stringify(list)))).toEqual(
        list.map(({ folder, name }) => ({ folder, name: name.slice(0, 200) })),
      )
    }),
  )
})

it('reads only what is a site of what was kept', () => {
  fc.assert(fc.property(fc.jsonValue(), (kept) => void readRecentSites(kept)))
  const kept = [{ folder: '/a', name: 'A' }, { folder: 7, name: 'B' }, { folder: '/c' }, null, 'x']
  expect(readRecentSites(kept)).toEqual([{ folder: '/a', name: 'A' }])
})

it('leaves out the one that is open', () => {
  const sites = [
    { folder: '/a', name: 'A' },
    { folder: '/b', name: 'B' },
  ]
  expect(otherSites(sites, '/a')).toEqual([{ folder: '/b', name: 'B' }])
})

it('knows a folder with a site from an empty one and from any other', () => {
  expect(folderAsSite(['desktop', 'logs', 'site'])).toBe('site')
  expect(folderAsSite([])).toBe('empty')
  expect(folderAsSite(['.DS_Store', 'desktop.ini'])).toBe('empty')
  expect(folderAsSite(['bilder'])).toBe('other')
})
