/** Where a buyer logs in and approves; `useraction=commit` skips PayPal's review page. */
export function expressPage(page: URL, token: string): string {
  const url = new URL(page)
  url.searchParams.set('cmd', '_express-checkout')
  url.searchParams.set('token', token)
  url.searchParams.set('useraction', 'commit')
  return url.href
}
