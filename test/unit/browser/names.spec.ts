import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disposition } from '../../../src-main/browser/file-routes.ts'
import { statusOf } from '#backend/kernel/loopback/json-answers.ts'
import { safeName } from '../../../src-main/browser/transfers.ts'
import { readArguments } from '../../../src-main/browser/arguments.ts'
import { startTexts } from '../../../src-main/hosts/start-texts.ts'

describe('safeName', () => {
  it.each([
    ['mottakere vår.xlsx', 'mottakere vår.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\list.csv', 'list.csv'],
    ['.htaccess', '_htaccess'],
    ['con.csv', '_con.csv'],
    ['a\u0000b:c*.csv', 'a_b_c_.csv'],
    ['..', '_'],
    ['', 'file'],
    [`${'å'.repeat(300)}.csv`, `${'å'.repeat(100)}.csv`],
  ])('%j becomes %j', (given, name) => expect(safeName(given)).toBe(name))

  it('is always one plain name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeName(given)
        expect(name.length).toBeGreaterThan(0)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(217)
        expect(name).not.toMatch(/[/\\\0]|^\.\.?$/)
      }),
    )
  })
})

it('names a download in any language', () => {
  expect(disposition('Kampanjekoder "vår" 50 %.xlsx')).toBe(
    `attachment; filename="Kampanjekoder _v_r_ 50 _.xlsx"; filename*=UTF-8''Kampanjekoder%20%22v%C3%A5r%22%2050%20%25.xlsx`,
  )
  expect(disposition("a'(b)*.csv")).toContain("UTF-8''a%27%28b%29%2A.csv")
})

it('has a status for every refusal', () => {
  expect([
    statusOf('input.invalid'),
    statusOf('method.unknown'),
    statusOf('backend.restarting'),
    statusOf('file.too-large'),
    statusOf('promo.refused'),
  ]).toEqual([400, 404, 503, 413, 409])
})

it('reads its arguments, and says what is wrong with them', () => {
  expect(readArguments(['--port', '0', '--data', 'x', '--backups', 'y', '--open', '--print-token'])).toEqual({
    port: 0,
    data: 'x',
    backups: 'y',
    open: true,
    printToken: true,
  })
  expect(readArguments([])).toEqual({ open: false, printToken: false })
  expect(() => readArguments(['--port', '99999'])).toThrow(startTexts().notAPort('99999'))
  expect(() => readArguments(['--bogus'])).toThrow()
})
