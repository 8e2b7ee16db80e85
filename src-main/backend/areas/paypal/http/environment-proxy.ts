import { isLoopback } from '#backend/kernel/loopback/is-loopback.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The proxy that the usual variables name (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), where no system can be asked. */
export function environmentProxy(environment: Environment): (url: URL) => Promise<string | null> {
  const variable = (name: string) => environment[name.toLowerCase()] || environment[name] || null
  const except = (variable('NO_PROXY') ?? '').split(/[\s,]+/).filter((entry) => entry !== '')
  return async (url) => {
    if (isLoopback(url.hostname) || except.some((entry) => covers(entry, url))) return null
    const proxy = variable('HTTPS_PROXY') ?? variable('ALL_PROXY')
    if (proxy === null) return null
    return proxy.includes('://') ? proxy : `http://${proxy}`
  }
}

/** `*`, `example.com`, `.example.com`, `*.example.com`, each with or without a port. */
function covers(entry: string, url: URL): boolean {
  if (entry === '*') return true
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
  if (port !== undefined && port !== (url.port || '443')) return false
  const domain = name.replace(/^\*?\./, '')
  return domain !== '' && (url.hostname === domain || url.hostname.endsWith(`.${domain}`))
}
