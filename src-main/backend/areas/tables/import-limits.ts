/** What is read of a recipient file. Above any real one, below what would hurt. */
export const LIMITS = {
  textBytes: 32 * 1024 * 1024,
  workbookBytes: 32 * 1024 * 1024,
  /** Rows with anything in them: recipients and whatever is above them. */
  rows: 100_100,
  /** The most recipients of one file, whatever the site's setting (SPEC 5). */
  recipients: 100_000,
  columns: 500,
  /** Columns that are looked at. */
  columnsKept: 500,
  /** Longer cells are cut, unless they have an @: no name is that long, and it still shows as too long. */
  cellLength: 1000,
} as const
