/**
 * The upper half of code page 850, in which Excel saves “CSV (MS-DOS)” in Western Europe. `TextDecoder` does not know it,
 * and a table is less than a library of all code pages.
 */
const UPPER_HALF =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
  'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** Where the letters of each byte are for `TextDecoder('utf-16le')`. */
const UNITS = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte < 128 ? byte : UPPER_HALF.charCodeAt(byte - 128),
)

export function decodeCp850(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length)
  for (let i = 0; i < bytes.length; i += 1) units[i] = UNITS[bytes[i] ?? 0] ?? 0
  return Buffer.from(units.buffer).toString('utf16le')
}
