/** The same keys as the Norwegian source, all the way down. */
export type Shape<Source> = { [K in keyof Source]: Source[K] extends string ? string : Shape<Source[K]> }
