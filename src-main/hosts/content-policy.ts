export { safetyHeaders } from '#backend/kernel/loopback/safety-headers.ts'

/** Put into the page at build time (Vite's `html.cspNonce`), replaced in every response. */
export const NONCE_PLACEHOLDER = '{{nonce}}'

/** Nothing but our own files; no inline script, no eval; style elements carry the response's nonce. */
export const contentPolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Node's global crypto, since the module `node:crypto` brings all of its parts with it. */
export const newNonce = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')

/** Other tabs have no hold on ours. A desktop window has none beside it, and would only be given a second process. */
export const ALONE = { 'Cross-Origin-Opener-Policy': 'same-origin' } as const
