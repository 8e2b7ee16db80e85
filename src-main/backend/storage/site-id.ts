/** The name among the settings under which a site has its id; without it, it gets one when it is opened. */
export const SITE_ID = 'site.id'
