import { describe, expect, it } from 'vitest'
import { sniff } from '#backend/areas/tables/sniff.ts'
import { PNG, randomBytes } from '../../../../support/hostile-files.ts'

const found = (bytes: Uint8Array) => {
  const seen = sniff(bytes)
  return seen.kind === 'other' ? seen.found : seen.kind
}

/** Without a mark; `place` is that of the one byte of four which is not zero. */
const utf32 = (text: string, place: number) =>
  Buffer.from(
    Array.from(text).flatMap((letter) =>
      Array.from([0, 1, 2, 3], (i) => (i === place ? letter.charCodeAt(0) : 0)),
    ),
  )

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
    ['web-page', Buffer.from('<div><table><tr><td>a@example.com</td></tr></table></div>')],
    ['web-page', Buffer.from('<style>.x{mso-number-format:"\\@"}</style><table>')],
    ['web-page', Buffer.from('<!-- saved --><p>')],
    [
      'web-page',
      Buffer.from('<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'),
    ],
    ['web-page', Buffer.from('Deltakere\r\n<table border=1><tr>')],
    [
      'web-archive',
      Buffer.from(
        'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\tboundary="x"',
      ),
    ],
    [
      'web-archive',
      Buffer.from(
        'From: <Saved by Blink>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related',
      ),
    ],
    [
      'message',
      Buffer.from(
        'From: Ola <ola@example.com>\r\nTo: kari@example.com\r\nMIME-Version: 1.0\r\nContent-Type: text/plain',
      ),
    ],
    [
      'xml-spreadsheet',
      Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'),
    ],
    ['xml-spreadsheet', Buffer.from('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">')],
    ['xml-spreadsheet', Buffer.from('<?xml version="1.0"?><office:document xmlns:office="urn:x">')],
    ['xml', Buffer.from('<?xml version="1.0"?><Workbook/>')],
    ['sylk', Buffer.from('ID;PCALCOOO32\r\nC;X1;Y1;K"Kurs"')],
    ['sylk', Buffer.from('ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K"a@example.com"')],
    ['vcard', Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:a@example.com')],
    ['utf-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
    ['utf-32', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61])],
    ['utf-32', utf32('ola@example.com', 0)],
    ['utf-32', utf32('ola@example.com', 3)],
    ['text', Buffer.from('ID;Person;E-post\r\n1;Ola;ola@example.com')],
    ['text', Buffer.from('To: ola@example.com; kari@example.com\r\n')],
    ['text', Buffer.from('E-post;Merknad\r\nola@example.com;<b>ny</b>')],
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
