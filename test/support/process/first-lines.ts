import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** The first lines of what a program prints, or fewer where it ends before; the rest is read away. */
export function firstLines(output: Readable, count: number): Promise<string[]> {
  return new Promise((resolve) => {
    const lines: string[] = []
    createInterface(output)
      .on('line', (line) => {
        lines.push(line)
        if (lines.length === count) resolve(lines)
      })
      .on('close', () => resolve(lines))
  })
}
