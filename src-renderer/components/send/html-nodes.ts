import { h, type VNode } from 'vue'
import type { MailPreview } from '#shared/contract/mail.ts'
import { LazyQrCode } from '../lazy-qr-code.ts'

/** What the HTML part of a message is made of; anything else shows its text only. */
const TAGS = new Set(['p', 'br', 'strong', 'bdi', 'table', 'tbody', 'tr', 'th', 'td'])

/**
 * The HTML part of a message as nodes of the page. Its styles are set by script, since the page's content policy takes
 * no style attributes; nothing of it is ever read as markup of the page itself. Its picture is drawn again, since the page
 * takes none from a message.
 */
export function htmlNodes(html: string, picture: MailPreview['picture']): (VNode | string)[] {
  // In what we write, a quotation mark within text is always an entity: this finds attributes only.
  const quiet = html.replaceAll(' style="', ' data-style="')
  const { body } = new DOMParser().parseFromString(quiet, 'text/html')
  return [...body.childNodes].map((node) => nodeOf(node, picture))
}

function nodeOf(node: ChildNode, picture: MailPreview['picture']): VNode | string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
  if (!(node instanceof HTMLElement)) return ''
  const tag = node.localName
  if (node instanceof HTMLImageElement)
    return picture && node.getAttribute('src') === `cid:${picture.id}`
      ? h(LazyQrCode, { text: picture.link, label: node.alt })
      : node.alt
  const inside = [...node.childNodes].map((one) => nodeOf(one, picture))
  // An address is shown and leads nowhere.
  if (!TAGS.has(tag)) return h('span', tag === 'a' ? { class: 'link' } : {}, inside)
  const { style, dir } = { style: node.dataset.style, dir: node.getAttribute('dir') }
  return h(tag, { ...(style && { style }), ...(dir && { dir }) }, inside)
}
