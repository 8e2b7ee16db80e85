/** Compared and sorted byte by byte, and its ASCII letters alone have two cases, whatever the cluster's locale is. */
export const TEXT = 'text COLLATE "C"'
export const SERVICE = `${TEXT} NOT NULL CHECK (service IN ('events', 'training'))`
export const MODE = `${TEXT} NOT NULL CHECK (mode IN ('test', 'production'))`
/** A text that is JSON. It stays as it was written: `jsonb` would change the order of its keys. */
export const json = (column: string): string => `${TEXT} CHECK (${column}::json IS NOT NULL)`
/** The same of a column that may hold none. */
export const optionalJson = (column: string): string =>
  `${TEXT} CHECK (${column} IS NULL OR ${column}::json IS NOT NULL)`
/** Where PayPal is, which is the real one in production and no other time. */
export const destination = (column: string): string =>
  `${TEXT} CHECK (${column} IN ('simulator', 'sandbox', 'live') AND (${column} = 'live') = (mode = 'production'))`
