import { createHash } from 'node:crypto'

/** Message IDs, one at each call, without angle brackets; unique for all time as the seed is. */
export function messageIds(seed: string, domain: string): () => string {
  let count = 0
  return () => {
    count += 1
    return `${digestOf(`${seed}:${count}`)}@${domain}`
  }
}

/** The Message-ID of a message divided from another: unique since both the other’s ID and the new number are. */
export const dividedId = (source: string, id: number): string =>
  `${digestOf(`${source}:${id}`)}${source.slice(source.lastIndexOf('@'))}`

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
