import { serveReads } from '#backend/storage/sqlite/threads/serve-reads.ts'

/** The entry of a thread that reads the database. */
serveReads()
