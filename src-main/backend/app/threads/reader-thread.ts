import { serveReads } from '#backend/storage/sqlite/threads/readers.ts'

/** The entry of a thread that reads the database. */
serveReads([])
