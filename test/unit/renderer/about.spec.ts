import { expect, it } from 'vitest'
import { windowVersions } from '../../../src-renderer/components/shell/use-about-document.ts'

it.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ecommerce-admin/0.1.0 Chrome/144.0.7559.1 Electron/45.4.1 Safari/537.36',
    'Electron 45.4.1, Chromium 144.0.7559.1',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/144.0.7559.1 Safari/537.36', 'Chromium 144.0.7559.1'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox 150.0'],
  [
    'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
    'Safari 26.1',
  ],
])('names what the window runs on: %s', (userAgent, versions) => {
  expect(windowVersions(userAgent)).toBe(versions)
})
