import type { Filter } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Status } from '#shared/domain/promo-code.ts'
import type { Service } from '#shared/domain/services.ts'

/** What a bar of the figures represents. */
export type Choice =
  | { readonly by: 'status'; readonly status: Status }
  | { readonly by: 'service'; readonly service: Service }
  | { readonly by: 'batch'; readonly batch: number }
  | {
      readonly by: 'expires' | 'redeemed'
      readonly from: IsoDate
      readonly to: IsoDate
      /** Only codes of this status. */
      readonly status?: Status
    }

/** True when the report shows only what the bar represents. */
export function isChosen(filter: Filter, choice: Choice): boolean {
  switch (choice.by) {
    case 'status':
      return isOnly(filter, choice.status)
    case 'service':
      return filter.service === choice.service
    case 'batch':
      return filter.batch === choice.batch
    case 'expires':
    case 'redeemed': {
      const span = filter[choice.by]
      const isOfStatus = choice.status === undefined || isOnly(filter, choice.status)
      return span?.from === choice.from && span.to === choice.to && isOfStatus
    }
  }
}

const isOnly = ({ status }: Filter, wanted: Status): boolean => status?.length === 1 && status[0] === wanted

/** The report narrowed to what a bar represents; chosen again, no longer narrowed by that. */
export function withChoice(filter: Filter, choice: Choice): Filter {
  const rest = { ...filter }
  delete rest[choice.by]
  if (choice.by !== 'status' && 'status' in choice && isChosen(filter, choice)) delete rest.status
  if (isChosen(filter, choice)) return rest
  switch (choice.by) {
    case 'status':
      return { ...rest, status: [choice.status] }
    case 'service':
      return { ...rest, service: choice.service }
    case 'batch':
      return { ...rest, batch: choice.batch }
    case 'expires':
    case 'redeemed':
      return {
        ...rest,
        [choice.by]: { from: choice.from, to: choice.to },
        ...(choice.status && { status: [choice.status] }),
      }
  }
}
