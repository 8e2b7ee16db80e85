import { expect, it } from 'vitest'
import { developmentPolicy } from '../../../src-main/dev/vite-page.ts'
import { contentPolicy } from '../../../src-main/hosts/content-policy.ts'

it('allows in development what is allowed in the built page, and the socket of Vite’s server', () => {
  const built = contentPolicy('abc').split('; ')
  const added = developmentPolicy('http://127.0.0.1:5173')('abc')
    .split('; ')
    .filter((directive) => !built.includes(directive))
  expect(added).toEqual(["connect-src 'self' ws://127.0.0.1:5173"])
  expect(developmentPolicy('http://127.0.0.1:5173')('abc').split('; ')).toHaveLength(built.length)
})
