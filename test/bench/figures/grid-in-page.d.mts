/** Jumps to so many places; answers with the milliseconds until every row in view showed its content. */
export function jumpAbout(jumps: number): Promise<number[]>
/** Turns the wheel at every frame for so long; answers with the longest time in which some row in view was empty. */
export function scrollOn(milliseconds: number): Promise<number>
