/**
 * Which host runs which spec files. The browser runs everything, except what a desktop window alone has
 * (`*.electron.spec.ts`); Electron runs what concerns the hosts, and the main job: the folder `host/`, except what a
 * browser alone has (`*.browser.spec.ts`).
 */
export const specHosts = {
  electron: { testMatch: /[\\/]host[\\/][^\\/]+\.spec\.ts$/, testIgnore: /\.browser\.spec\.ts$/ },
  browser: { testMatch: /\.spec\.ts$/, testIgnore: /\.electron\.spec\.ts$/ },
} as const
