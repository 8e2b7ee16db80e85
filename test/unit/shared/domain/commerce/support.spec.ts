import { describe, expect, it } from 'vitest'
import { recogniseSupport } from '#shared/domain/commerce/support.ts'

describe('customer support info', () => {
  it.each([
    ['betaling@fjordkurs.example', 'betaling@fjordkurs.example', 'mailto:betaling@fjordkurs.example'],
    [' Hjelp <hjelp@kurs.example> ', 'hjelp@kurs.example', 'mailto:hjelp@kurs.example'],
    ['mailto:a@b.example', 'a@b.example', 'mailto:a@b.example'],
  ])('takes %j as an e-mail address', (text, shown, href) => {
    expect(recogniseSupport(text)).toEqual({ kind: 'email', shown, href })
  })

  it.each([
    ['+47 21 00 00 00', '+47 21 00 00 00', 'tel:+4721000000'],
    ['0047 21000000', '+47 21 00 00 00', 'tel:+4721000000'],
    ['+1 (604) 555-0100', '+1 604 555 0100', 'tel:+16045550100'],
    ['tel:+442079460000', '+44 20 7946 0000', 'tel:+442079460000'],
  ])('takes %j as a telephone number', (text, shown, href) => {
    expect(recogniseSupport(text)).toEqual({ kind: 'phone', shown, href })
  })

  it.each([
    '',
    'ring oss',
    '21 00 00 00',
    '+47 1',
    'ring +47 21 00 00 00',
    'a@b',
    'a@@b.example',
    'javascript:alert(1)',
  ])('takes %j for neither', (text) => {
    expect(recogniseSupport(text)).toBeNull()
  })
})
