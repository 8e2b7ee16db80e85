import { encodeQR } from 'qr'

/** With the quiet zone that readers need around it. */
const OPTIONS = { ecc: 'medium', border: 4 } as const
/** As wide as a picture becomes: for a link of the usual length, four pixels a module. */
const PICTURE_WIDTH = 200

/** A QR code by its modules, row by row: true for a dark one. */
export const qrModules = (text: string): boolean[][] => encodeQR(text, 'raw', OPTIONS)

/** A QR code as a GIF, whose modules are whole pixels. */
export function qrGif(text: string): Uint8Array {
  const scale = Math.max(2, Math.floor(PICTURE_WIDTH / qrModules(text).length))
  return encodeQR(text, 'gif', { ...OPTIONS, scale })
}
