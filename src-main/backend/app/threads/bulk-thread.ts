import { historyWriteHandlers } from '#backend/areas/history/history-task-handlers.ts'
import { promoWriteHandlers } from '#backend/areas/promo/promo-task-handlers.ts'
import { serveWrites } from '#backend/storage/sqlite/threads/bulk-writer.ts'

/** The entry of the thread that writes what concerns many codes, so that the main thread goes on answering. */
serveWrites([...promoWriteHandlers, ...historyWriteHandlers])
