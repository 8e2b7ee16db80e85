/** As the server's lower() is of columns with this collation: of letters, those of ASCII have two cases. */
export const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
