import { describe, expect, it } from 'vitest'
import { sniff } from '#backend/areas/recipients/sniff.ts'
import { PNG, randomBytes } from '../../../../support/hostile-files.ts'

const found = (bytes: Uint8Array) => {
  const seen = sniff(bytes)
  return seen.kind === 'other' ? seen.found : seen.kind
}

describe('what a file is', () => {
  it.each<[string, Uint8Array]>([
    ['picture', PNG],
    ['picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['picture', Buffer.from('RIFF....WEBPVP8 ')],
    ['media', Buffer.from('....ftypmp42')],
    ['pdf', Buffer.from('%PDF-1.7')],
    ['rtf', Buffer.from('{\\rtf1')],
    ['archive', Buffer.from([0x1f, 0x8b, 8])],
    ['program', Buffer.from('\x7fELF', 'latin1')],
    ['web-page', Buffer.from('\ufeff\r\n<!DOCTYPE html><html>')],
    ['web-page', Buffer.from('<table><tr>')],
    ['web-page', Buffer.from('\ufeff<html>', 'utf16le')],
    ['xml', Buffer.from('<?xml version="1.0"?><Workbook/>')],
    ['binary', randomBytes(4096)],
    ['binary', Buffer.alloc(1000)],
    ['zip', Buffer.from('PK\x03\x04', 'latin1')],
    ['ole', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['text', Buffer.from('ola@example.com;Ola\r\n')],
    ['text', Buffer.from('"Ola" <ola@example.com>')],
    ['text', Buffer.from('<ola@example.com>')],
    ['text', Buffer.from('ola@example.com', 'utf16le')],
    ['text', Buffer.from('пётр@почта.example', 'utf16le').swap16()],
    ['text', Buffer.from([0xe6, 0xf8, 0xe5, 0x3b, 0x0d, 0x0a])],
  ])('%s', (kind, bytes) => expect(found(bytes)).toBe(kind))
})
