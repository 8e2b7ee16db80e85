import type { z } from 'zod'
import { about } from './about.ts'
import { author } from './author.ts'
import { backups } from './backups.ts'
import { checkout } from './checkout.ts'
import { commerce } from './commerce.ts'
import { dataFolder } from './data-folder.ts'
import { drafts } from './drafts.ts'
import { handover } from './handover.ts'
import { history } from './history.ts'
import { jobs, type jobStartedSchema } from './jobs.ts'
import { mail } from './mail.ts'
import type { Job, Method } from './method.ts'
import { overview } from './overview.ts'
import { payments } from './payments.ts'
import { paypal } from './paypal.ts'
import { privacy } from './privacy.ts'
import { promo } from './promo.ts'
import { recipients } from './recipients.ts'
import { recovery } from './recovery.ts'
import { redemptions } from './redemptions.ts'
import { report } from './report.ts'
import { review } from './review.ts'
import { secrets } from './secrets.ts'
import { siteFile } from './site-file.ts'
import { site } from './site.ts'
import { storagePlace } from './storage-place.ts'
import { views } from './views.ts'

/** The one list of everything the window, or a script, can ask. */
export const contract = {
  site,
  siteFile,
  backups,
  overview,
  recipients,
  promo,
  report,
  views,
  commerce,
  review,
  paypal,
  payments,
  redemptions,
  checkout,
  handover,
  mail,
  privacy,
  secrets,
  drafts,
  history,
  dataFolder,
  storagePlace,
  author,
  about,
  recovery,
  jobs,
} as const

export type Contract = typeof contract
export type Area = keyof Contract
type Changes<M> = M extends { readonly effect: 'none' } ? never : M
/** What is asked of everything that leaves something behind, by area and method. */
export type ChangingMethods<Value> = {
  readonly [A in Area as Changes<Contract[A][keyof Contract[A]]> extends never ? never : A]: {
    readonly [M in keyof Contract[A] as Changes<Contract[A][M]> extends never ? never : M]: Value
  }
}
/** `promo.create`, `report.rows`, … */
export type MethodName = { [A in Area]: `${A}.${keyof Contract[A] & string}` }[Area]

type Input<M> = M extends Method<infer I, z.ZodType> | Job<infer I, z.ZodType> ? z.input<I> : never
type ParsedInput<M> = M extends Method<infer I, z.ZodType> | Job<infer I, z.ZodType> ? z.output<I> : never
/** What the thing itself gives; a job's caller gets it from `jobs.wait`. */
export type OutputOf<M> = M extends Method<z.ZodType, infer O> | Job<z.ZodType, infer O> ? z.output<O> : never

/** A job's `{ jobId }` that remembers what the job will give. */
export type Started<Output> = z.output<typeof jobStartedSchema> & { readonly __output?: Output }

type Call<M> = M extends Job
  ? (input: Input<M>) => Promise<Started<OutputOf<M>>>
  : (input: Input<M>) => Promise<OutputOf<M>>

/** The contract as a typed object: `api.promo.plan({ … })`. */
export type Api = { readonly [A in Area]: { readonly [M in keyof Contract[A]]: Call<Contract[A][M]> } }

/** What the backend implements: parsed input in, output out. Jobs are handed their `JobContext`. */
export type Handlers<JobContext> = {
  readonly [A in Area]: {
    readonly [M in keyof Contract[A]]: Contract[A][M] extends Job
      ? (input: ParsedInput<Contract[A][M]>, job: JobContext) => Promise<OutputOf<Contract[A][M]>>
      : (input: ParsedInput<Contract[A][M]>) => Promise<OutputOf<Contract[A][M]>>
  }
}

/** The entry of `contract` for a dotted name, or undefined. */
export function findMethod(name: string): Method | Job | undefined {
  const dot = name.indexOf('.')
  const area = contract[name.slice(0, dot) as Area] as Record<string, Method | Job> | undefined
  const key = name.slice(dot + 1)
  return area && Object.hasOwn(contract, name.slice(0, dot)) && Object.hasOwn(area, key)
    ? area[key]
    : undefined
}
