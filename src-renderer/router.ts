import { createRouter, createWebHashHistory, type RouterHistory } from 'vue-router'
import { PAGES } from './pages.ts'

/**
 * One route a page. Those that are not there from the start are shown after `beforeOthers`. In a window the address has
 * it behind `#`.
 */
export function createPages(
  beforeOthers: () => Promise<void>,
  history: RouterHistory = createWebHashHistory(),
) {
  const router = createRouter({
    history,
    routes: [
      ...Object.entries(PAGES).map(([name, { path, component }]) => ({ path, name, component })),
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
  router.beforeEach(async ({ name }) => {
    if (name !== 'overview') await beforeOthers()
  })
  return router
}
