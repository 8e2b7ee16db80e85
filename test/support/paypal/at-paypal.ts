/** A page of the simulator's with one form, read as a person's browser would. */
async function formAt(url: string): Promise<{ action: URL; fields: URLSearchParams }> {
  const page = await fetch(url)
  const html = await page.text()
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1]
  if (page.status !== 200 || action === undefined) throw new Error(`no form at ${new URL(url).pathname}`)
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  const fields = [...inputs].map(([, name = '', value = '']) => [name, unescaped(value)] as [string, string])
  return { action: new URL(unescaped(action), page.url), fields: new URLSearchParams(fields) }
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The merchant decides, and the browser does not go back yet: where it would go. */
export async function wayBack(url: string, decision: 'grant' | 'deny'): Promise<URL> {
  const { action, fields } = await formAt(url)
  fields.set('decision', decision)
  const sent = await fetch(action, { method: 'POST', body: fields, redirect: 'manual' })
  return new URL(sent.headers.get('location') ?? '', action)
}

/** What the merchant decides on the page of a permission; follows the way back, and answers with what is shown there. */
export async function decideGrant(url: string, decision: 'grant' | 'deny'): Promise<string> {
  const { action, fields } = await formAt(url)
  fields.set('decision', decision)
  const shown = await fetch(action, { method: 'POST', body: fields, headers: { 'Accept-Language': 'nb' } })
  return await shown.text()
}
