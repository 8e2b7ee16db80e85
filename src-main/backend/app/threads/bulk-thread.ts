import { serveWrites } from '#backend/storage/sqlite/threads/bulk-writer.ts'

/** The entry of the thread that moves what was committed into the database file. */
serveWrites([])
