import { expect, it } from 'vitest'
import { readPackageArguments } from '../../../../build/package-arguments.ts'

const read = (argv: string[], env = {}) => readPackageArguments(argv, env)

it('looks for updates nowhere, without an address', () => {
  expect(read([])).toEqual({
    version: undefined,
    output: 'dist',
    isRelease: false,
    help: false,
    updateUrl: null,
  })
  expect(read([], { ECOMMERCE_ADMIN_UPDATES: '' }).updateUrl).toBeNull()
  expect(read([], { ECOMMERCE_ADMIN_UPDATES: 'https://a.example/' }).updateUrl).toBe('https://a.example/')
  expect(read(['--updates', 'http://127.0.0.1:8080/']).updateUrl).toBe('http://127.0.0.1:8080/')
})

it.each([
  'http://a.example/',
  'http://127.0.0.1.evil.example/',
  'ftp://a.example/',
  'file:///tmp',
  'a.example',
])('refuses %s as the address of updates', (url) => {
  expect(() => read(['--updates', url])).toThrow('https')
})

it('refuses what is no version', () => {
  expect(read(['--version', '1.2.3-beta.1']).version).toBe('1.2.3-beta.1')
  expect(() => read(['--version', '1.2'])).toThrow('version')
})
