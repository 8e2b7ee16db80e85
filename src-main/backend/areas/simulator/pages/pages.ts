import type { RandomSource } from '#backend/kernel/dependencies.ts'
import type { SecureTokens } from '../payflow/secure-tokens.ts'
import type { Grants } from '../permissions/issued-grants.ts'
import { type Answer, type Call, type Pages, textOf } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { decideApproval, showApproval } from './approval-page.ts'
import { cardPage } from './card-page.ts'
import { decideGrant, showGrant } from './grant-page.ts'
import { homePage } from './home-page.ts'
import { pageLanguage, pageAnswer } from './page.ts'
import { decideReview, reviewPage } from './review-page.ts'

const WEBSCR = '/cgi-bin/webscr'

interface PageDependencies {
  readonly tools: Tools
  readonly grants: Grants
  readonly tokens: SecureTokens
  readonly random: RandomSource
}

/** The pages that buyers and merchants see. */
export function createPages({ tools, grants, tokens, random }: PageDependencies): Pages {
  const approvalOf = (call: Call, token: string): Answer =>
    pageAnswer(...showApproval(tools, call, token), random)
  const grantOf = (call: Call, token: string): Answer => pageAnswer(...showGrant(grants, call, token), random)

  function decide(call: Call): Answer {
    const form = new URLSearchParams(textOf(call.body))
    return form.get('cmd') === '_grant-permission'
      ? (decideGrant(grants, call) ?? grantOf(call, form.get('request_token') ?? ''))
      : (decideApproval(tools, call) ?? approvalOf(call, form.get('token') ?? ''))
  }

  function webscr(call: Call): Answer {
    return call.query.get('cmd') === '_grant-permission'
      ? grantOf(call, call.query.get('request_token') ?? '')
      : approvalOf(call, call.query.get('token') ?? '')
  }

  return (call) => {
    switch (`${call.method} ${call.path}`) {
      case 'GET /': {
        const language = pageLanguage(null, call)
        return pageAnswer(homePage(language), language, random)
      }
      case 'GET /review': {
        const language = pageLanguage(null, call)
        return pageAnswer(reviewPage(tools, language), language, random)
      }
      case 'POST /review':
        return decideReview(tools, call)
      case `GET ${WEBSCR}`:
        return webscr(call)
      case `POST ${WEBSCR}`:
        return decide(call)
      case 'GET /checkoutnow':
        return approvalOf(call, call.query.get('token') ?? '')
      case 'GET /payflowlink':
      case 'POST /payflowlink': {
        const shown = cardPage(tools, tokens, call)
        return 'answer' in shown ? shown.answer : pageAnswer(shown.page, shown.language, random)
      }
      default:
        return null
    }
  }
}
