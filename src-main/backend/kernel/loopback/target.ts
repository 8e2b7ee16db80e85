/** What a request asks for. */
export interface Target {
  readonly path: string
  readonly query: URLSearchParams
  /** The query as it was written, with its question mark; empty without one. */
  readonly search: string
}

/**
 * The request's target, or null where it is none that is served: only a path, with or without a query. Not an address
 * of its own (`http://…`), not `*`, not what CONNECT sends. The path is never read as an address: `//a/b` is a path.
 */
export function readTarget(raw: string | undefined): Target | null {
  if (!raw?.startsWith('/')) return null
  const url = URL.parse(`http://host${raw}`)
  return url && { path: url.pathname, query: url.searchParams, search: url.search }
}
