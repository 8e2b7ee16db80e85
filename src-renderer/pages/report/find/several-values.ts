/** True for text with more than one code or address in it, as a column copied from a sheet: it is no search. */
export const hasSeveralValues = (text: string): boolean => /\S\s*[\r\n\t;]\s*\S/.test(text)
