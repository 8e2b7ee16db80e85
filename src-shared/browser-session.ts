/** What the browser host and its pages agree on about a session. */

/** Carries the second secret, beside the cookie, with every call of a page. */
export const SECRET_HEADER = 'Session-Secret'
/** Where a tab keeps it: in its `sessionStorage`, which a reload and a duplicate of the tab have too. */
export const SECRET_KEY = 'session-secret'
/** A `BroadcastChannel` over which a tab that has none asks the others. */
export const SESSION_CHANNEL = 'session'
/** Asks for the secret; answered with `{ secret }` by tabs whose own one is good. */
export const ASK_FOR_SECRET = 'ask-for-secret'
/** Said by a tab that has a session, since others may wait for it. */
export const TAB_OPENED = 'opened'

/** Says how to get a new address. */
export const NO_SESSION_PATH = '/no-session'
/** Says that another program's service worker was between the browser and this host. */
export const FOREIGN_WORKER_PATH = '/foreign-worker'
