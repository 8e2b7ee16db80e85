/** A page of the simulator's, and where its form leads, read as a browser without scripts would. */
export interface Visited {
  readonly status: number
  readonly html: string
  readonly headers: Headers
  /** Presses a button; answers with where the person is sent, or with the page that comes. */
  press(
    decision: string,
    typed?: Readonly<Record<string, string>>,
  ): Promise<{ to: URL | null; page: Visited }>
}

export async function visit(url: string, init: RequestInit = {}): Promise<Visited> {
  return await visited(await fetch(url, { redirect: 'manual', ...init }))
}

async function visited(response: Response): Promise<Visited> {
  const html = await response.text()
  return {
    status: response.status,
    html,
    headers: response.headers,
    async press(decision, typed = {}) {
      const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1]
      if (action === undefined) throw new Error('the page has no form')
      const body = new URLSearchParams({ ...hiddenFields(html), ...typed, decision })
      const target = new URL(action, response.url)
      const answer = await fetch(target, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { Origin: target.origin },
      })
      const location = answer.headers.get('location')
      return { to: location === null ? null : new URL(location), page: await visited(answer) }
    },
  }
}

function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, unescaped(value)]))
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
