import { createRouter, createWebHashHistory } from 'vue-router'

/** One route a screen. The overview comes with the first paint; the others are loaded when first opened. */
export function createPages() {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', name: 'overview', component: () => import('./overview/OverviewPage.vue') },
      { path: '/report', name: 'report', component: () => import('./report/ReportPage.vue') },
      { path: '/create', name: 'create', component: () => import('./create/CreatePage.vue') },
      { path: '/history', name: 'history', component: () => import('./history/HistoryPage.vue') },
      { path: '/settings', name: 'settings', component: () => import('./settings/SettingsPage.vue') },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
}
