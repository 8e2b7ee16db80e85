/** Something that was done on the sample site, so many days ago. */
export interface SampleOperation {
  readonly daysAgo: number
  act(at: number): Promise<unknown>
}
