/** Jumps to so many places; answers with the milliseconds until every row in view showed its content. */
export function jumpAbout(jumps: number): Promise<number[]>
/**
 * What the same rows cost without a grid: as many plain cells as it shows are given other texts so many times; answers with
 * the milliseconds until they were drawn.
 */
export function writePlainCells(times: number): Promise<number[]>
/** Turns the wheel at every frame for so long; answers with the longest time in which some row in view was empty. */
export function scrollOn(milliseconds: number): Promise<number>
