/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/**
 * Ours and the baseline in turn (A B, B A, A B …), after warm-ups of each, so that a drift of the machine falls on
 * both; the median of the ratios of the pairs. Short work takes a few warm-ups until both sides are compiled.
 */
export async function ratioOf(
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
  pairs: number,
  warmUps = 1,
): Promise<number> {
  for (let i = 0; i < warmUps; i += 1) {
    await ours()
    await baseline()
  }
  const ratios: number[] = []
  for (let i = 0; i < pairs; i += 1) {
    const first = i % 2 === 0
    const a = first ? await ours() : undefined
    const b = await baseline()
    ratios.push((a ?? (await ours())) / b)
  }
  return median(ratios)
}
