/** One row of the bench: what is measured, and the most it may be. */
export interface Figure {
  /** What is held against what, in words. */
  figure: string
  unit: 'ratio' | 'ms' | 'cells' | 'MB' | 'MB above idle'
  limit: number
  measure(): Promise<number>
}

/** One row of `bench-results.json`. */
export interface FigureResult {
  figure: string
  value: number
  unit: string
  limit: number
  ok: boolean
}
