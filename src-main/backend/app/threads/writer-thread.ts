import { serveWrites } from '#backend/storage/sqlite/threads/serve-writes.ts'

/** The entry of the thread that writes the database. */
serveWrites()
