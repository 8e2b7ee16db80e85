/** What a call about an opened report is given. */
interface AboutReport {
  readonly resultSet?: unknown
  readonly picked?: { readonly resultSet?: unknown }
}

/** The report that a call is about; undefined for other calls. */
export function setOf(input: unknown): string | undefined {
  const { resultSet, picked } = (input ?? {}) as AboutReport
  const name = resultSet ?? picked?.resultSet
  return typeof name === 'string' ? name : undefined
}

/** The same input about another report. */
export function withSet(input: unknown, resultSet: string): unknown {
  const given = input as AboutReport
  return given.picked === undefined
    ? { ...given, resultSet }
    : { ...given, picked: { ...given.picked, resultSet } }
}
