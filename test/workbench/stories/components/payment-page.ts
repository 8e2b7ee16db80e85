import { h } from 'vue'
import { type PaymentPage as Page, paymentPageOf } from '#shared/domain/commerce/payment-page.ts'
import CardFields from '../../../../src-renderer/components/payment-page/CardFields.vue'
import CardMark from '../../../../src-renderer/components/payment-page/CardMark.vue'
import { marked, plain } from '../../../../src-renderer/components/payment-page/marked-paragraphs.ts'
import PageButton from '../../../../src-renderer/components/payment-page/PageButton.vue'
import PageCards from '../../../../src-renderer/components/payment-page/PageCards.vue'
import PageHead from '../../../../src-renderer/components/payment-page/PageHead.vue'
import PageSum from '../../../../src-renderer/components/payment-page/PageSum.vue'
import PageTexts from '../../../../src-renderer/components/payment-page/PageTexts.vue'
import PaymentPage from '../../../../src-renderer/components/payment-page/PaymentPage.vue'
import type {
  PaymentPagePrice,
  PaymentPageWords,
} from '../../../../src-renderer/components/payment-page/words.ts'
import { EXPRESS_SETTINGS, LONG_SETTINGS, SETTINGS } from '../../data/commerce.ts'
import { story, type Words } from '../../story.ts'

const AMOUNT = 'US$ 90,00'
const words = ({ t }: Words): PaymentPageWords => ({
  secure: t('commerce.page.secure'),
  promo: t('commerce.page.promo'),
  toPay: t('commerce.page.toPay'),
  chooseCard: t('commerce.page.chooseCard'),
  cardNumber: t('commerce.page.cardNumber'),
  expires: t('commerce.page.expires'),
  cvv: t('commerce.page.cvv'),
  pay: t('commerce.page.pay', { amount: AMOUNT }),
  payAtPayPal: t('commerce.page.payAtPayPal', { amount: AMOUNT }),
  payNothing: t('commerce.page.payNothing'),
  nothingToPay: t('commerce.page.nothingToPay'),
  or: t('commerce.page.or'),
  express: t('commerce.page.express'),
  questions: t('commerce.page.questions'),
  noName: t('commerce.preview.noName'),
  currencyMissing: t('commerce.preview.currencyMissing'),
})
const price = ({ say }: Words): PaymentPagePrice => ({
  item: say({ nb: 'Kurs i førstehjelp', en: 'First aid course' }),
  full: 'US$ 120,00',
  promo: { code: 'VESTLIA-7301', off: '−US$ 30,00' },
  pay: AMOUNT,
  free: false,
})
const free = (of: Words): PaymentPagePrice => ({
  ...price(of),
  promo: { code: 'GRATIS-100', off: '−US$ 120,00' },
  pay: 'US$ 0,00',
  free: true,
})
const pageProps = (page: Page) => (of: Words) => ({
  page,
  header: plain(page.header),
  footer: plain(page.footer),
  price: page.currency === null ? null : price(of),
  words: words(of),
})
const fieldWords = ({ t }: Words) => ({
  cardNumber: t('commerce.page.cardNumber'),
  expires: t('commerce.page.expires'),
  cvv: t('commerce.page.cvv'),
})
const full = paymentPageOf(SETTINGS)
const narrow = { width: 348 }

export default {
  CardFields: story(CardFields, {
    empty: {
      props: (of) => ({
        modelValue: { number: '', expiry: '', cvv: '' },
        words: fieldWords(of),
        problems: {},
        cvvLength: 3,
      }),
      room: narrow,
    },
    wrong: {
      props: (of) => ({
        modelValue: { number: '4111 1111 1111', expiry: '13 / 28', cvv: '12' },
        words: fieldWords(of),
        problems: {
          number: of.say({ nb: 'Kortnummeret er ikke helt.', en: 'The card number is not complete.' }),
          expiry: of.say({ nb: 'Måneden finnes ikke.', en: 'There is no such month.' }),
          cvv: of.say({ nb: 'Koden har tre sifre.', en: 'The code has three digits.' }),
        },
        cvvLength: 3,
      }),
      room: narrow,
    },
  }),
  CardMark: story(CardMark, {
    plain: { props: { card: 'visa', named: true } },
    chosen: { props: { card: 'mastercard', named: true, chosen: true } },
    ringed: { props: { card: 'amex', ringed: true } },
  }),
  PageButton: story(PageButton, {
    solid: { props: { type: 'submit', solid: true }, slots: { default: () => AMOUNT }, room: narrow },
    outlined: { props: { type: 'button' }, slots: { default: () => 'PayPal' }, room: narrow },
    busy: {
      props: { type: 'submit', solid: true, busy: true },
      slots: { default: () => AMOUNT },
      room: narrow,
    },
    preview: {
      props: { type: 'submit', solid: true, preview: true },
      slots: { default: () => AMOUNT },
      room: narrow,
    },
  }),
  PageCards: story(PageCards, {
    picture: {
      props: (of) => ({ cards: ['visa', 'mastercard'], chosen: null, words: words(of) }),
      room: narrow,
    },
    chosen: {
      props: (of) => ({
        cards: ['visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb'],
        chosen: 'amex',
        words: words(of),
      }),
      slots: { default: () => h('p', '3782 822463 10005') },
      room: narrow,
    },
  }),
  PageHead: story(PageHead, {
    named: { props: (of) => ({ merchantName: SETTINGS.merchantName, words: words(of) }), room: narrow },
    'no name': { props: (of) => ({ merchantName: '', words: words(of) }), room: narrow },
    'long name': {
      props: (of) => ({ merchantName: LONG_SETTINGS.merchantName, words: words(of) }),
      room: narrow,
    },
  }),
  PageSum: story(PageSum, {
    'promo code': { props: (of) => ({ price: price(of), words: words(of) }), room: narrow },
    'full price': {
      props: (of) => ({ price: { ...price(of), promo: null }, words: words(of) }),
      room: narrow,
    },
  }),
  PageTexts: story(PageTexts, {
    plain: { props: { paragraphs: plain(full.header) }, room: narrow },
    changed: {
      props: { paragraphs: marked(SETTINGS.footer, SETTINGS.footer.replace('14', '7')) },
      room: narrow,
    },
    empty: { props: { paragraphs: [] }, room: narrow },
  }),
  PaymentPage: story(PaymentPage, {
    cards: { props: pageProps(full), room: narrow },
    preview: { props: (of) => ({ ...pageProps(full)(of), preview: true }), room: narrow },
    'with card fields': {
      props: (of) => ({ ...pageProps(full)(of), card: 'visa' }),
      slots: { card: () => h('input', { 'aria-label': 'Kortnummer' }) },
      room: narrow,
    },
    'nothing to pay': { props: (of) => ({ ...pageProps(full)(of), price: free(of) }), room: narrow },
    'PayPal only': { props: pageProps(paymentPageOf(EXPRESS_SETTINGS)), room: narrow },
    'long texts': { props: pageProps(paymentPageOf(LONG_SETTINGS)), room: narrow },
    'nothing chosen': {
      props: pageProps(
        paymentPageOf({ provider: null, options: {}, merchantName: '', support: '', header: '', footer: '' }),
      ),
      room: narrow,
    },
    busy: { props: (of) => ({ ...pageProps(full)(of), busy: true }), room: narrow },
  }),
}
