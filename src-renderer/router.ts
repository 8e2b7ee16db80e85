import { createRouter, createWebHashHistory, type RouterHistory } from 'vue-router'
import OverviewPage from './pages/overview/OverviewPage.vue'

/**
 * One route a screen. The overview comes with the first paint; the others are loaded when first opened, after
 * `beforeOthers`. In a window the address has it behind `#`.
 */
export function createPages(
  beforeOthers: () => Promise<void>,
  history: RouterHistory = createWebHashHistory(),
) {
  const router = createRouter({
    history,
    routes: [
      { path: '/', name: 'overview', component: OverviewPage },
      {
        path: '/commerce/:service(events|training)/:view(review)?',
        name: 'commerce',
        component: () => import('./pages/commerce/CommercePage.vue'),
      },
      {
        path: '/test-transaction/:service(events|training)?',
        name: 'test-transaction',
        component: () => import('./pages/payments/TestTransactionPage.vue'),
      },
      { path: '/report', name: 'report', component: () => import('./pages/report/ReportPage.vue') },
      { path: '/create', name: 'create', component: () => import('./pages/create/CreatePage.vue') },
      {
        path: '/outbox/:view(templates|server)?',
        name: 'outbox',
        component: () => import('./pages/mail/MailPage.vue'),
      },
      { path: '/history', name: 'history', component: () => import('./pages/history/HistoryPage.vue') },
      { path: '/settings', name: 'settings', component: () => import('./pages/settings/SettingsPage.vue') },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
  router.beforeEach(async ({ name }) => {
    if (name !== 'overview') await beforeOthers()
  })
  return router
}
