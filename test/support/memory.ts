import { readFileSync } from 'node:fs'

/** The memory of a process, with its share of what it has in common with others, in MB. */
export function proportionalMB(pid: number): number {
  const kib = /^Pss: +(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
  return (Number(kib) * 1024) / 1_000_000
}
