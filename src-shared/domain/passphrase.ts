/** How long a passphrase is: three or four words at least. */
export const PASSPHRASE = { shortest: 12, longest: 1024 } as const
