import { overviewReadHandlers } from '#backend/areas/overview/overview-task-handlers.ts'
import { promoReadHandlers } from '#backend/areas/promo/promo-task-handlers.ts'
import { siteFileReadHandlers } from '#backend/areas/site-file/site-file-task-handlers.ts'
import { serveReads } from '#backend/storage/sqlite/threads/readers.ts'

/** The entry of a thread that reads the database. */
serveReads([...promoReadHandlers, ...overviewReadHandlers, ...siteFileReadHandlers])
