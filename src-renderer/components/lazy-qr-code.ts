import { defineAsyncComponent } from 'vue'

/** Read with the first QR code that is shown. */
export const LazyQrCode = defineAsyncComponent(() => import('./QrCode.vue'))
