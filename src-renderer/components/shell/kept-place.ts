import type { LocationQuery } from 'vue-router'

/** What only this start of the program knows: a pasted list, and a question that was asked. */
const OF_THIS_START: readonly string[] = ['list', 'restore']

/** Where the next start begins: the page and its filter, but no review, which somebody has to ask for. */
export function placeToKeep({ path, query }: { path: string; query: LocationQuery }): {
  path: string
  query: LocationQuery
} {
  const review = /\/review$/
  if (review.test(path)) return { path: path.replace(review, ''), query: {} }
  return {
    path,
    query: Object.fromEntries(Object.entries(query).filter(([key]) => !OF_THIS_START.includes(key))),
  }
}
