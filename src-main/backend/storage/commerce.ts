import type { RevisionReason } from '#shared/contract/commerce.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Mode, Service } from '#shared/domain/services.ts'

/** The settings of a service: its revisions in each mode; null before the first. */
export interface StoredService {
  readonly enabled: boolean
  readonly mode: Mode
  /** Counts every change of the service. */
  readonly version: number
  readonly testRevision: number | null
  readonly productionRevision: number | null
}
export type StoredServices = Readonly<Record<Service, StoredService>>

/** One Update, never changed afterwards: both modes as they were after it. */
export interface StoredRevision {
  readonly revision: number
  readonly operationId: number
  readonly at: number
  readonly services: readonly Service[]
  readonly mode: Mode
  readonly reason: RevisionReason
  readonly changed: readonly string[]
  readonly restoredFrom: number | null
  readonly test: Content
  readonly production: Content | null
}

export interface AccountPlace {
  readonly service: Service
  readonly mode: Mode
  readonly provider: ProviderId
}

/** Which sealed secret is an account's password, and since when; one for each login that the account had. */
export interface StoredPassword extends AccountPlace {
  /** The name of a secret. */
  readonly secret: string
  /** The revision that set it. */
  readonly revision: number
  readonly setAt: number
  readonly verifiedAt: number | null
}

/** With what the secret was stored for (`areas/secrets/secret-target.ts`). */
export interface BoundPassword extends StoredPassword {
  readonly target: string
}

/** The permission that a login gave at PayPal. */
export interface StoredGrant extends AccountPlace {
  readonly account: string
  readonly scopes: readonly string[]
  readonly at: number
  /** Where PayPal, or the simulator, said so; null where a person does. */
  readonly givenAt: Destination | null
}

/** What a service logs in to PayPal with, in both modes. */
export interface Credentials {
  readonly passwords: readonly StoredPassword[]
  readonly grants: readonly StoredGrant[]
}

/** Everything about e-commerce that is current. */
export interface StoredCommerce {
  readonly services: StoredServices
  /** Those that are current for a service in a mode. */
  readonly revisions: readonly StoredRevision[]
  readonly passwords: readonly BoundPassword[]
  readonly grants: readonly StoredGrant[]
}

/** What a service becomes by an operation. */
export interface ServiceUpdate extends Omit<StoredService, 'version'> {
  readonly service: Service
  /** The permissions that it had, where the operation replaces them; null where it leaves them alone. */
  readonly grantsBefore: readonly StoredGrant[] | null
}

/** What a service was before an operation, to be put back by undo. */
export type BeforeService = ServiceUpdate

export interface BeforeOperation {
  /** Each service that the operation changed. */
  readonly services: readonly BeforeService[]
  /** The passwords that the operation took from services. */
  readonly passwords: readonly BoundPassword[]
}

/** An operation that changed services. */
export interface ServiceChange {
  readonly operationId: number
  readonly services: readonly Service[]
  readonly kind: OperationDetails['kind']
  /** Of undo and redo: the operation that was undone or done again, and (of redo) the undo that it took back. */
  readonly turns: { readonly operationId: number; readonly undo: number | null } | null
}

export interface CommerceReader {
  current(): Promise<StoredCommerce>
  services(): Promise<StoredServices>
  findRevision(revision: number): Promise<StoredRevision | undefined>
  /** The number that the next revision gets. */
  nextRevision(): Promise<number>
  /** Revisions with a number below `before`, the newest first. */
  listRevisions(page: {
    service?: Service | undefined
    before?: number | undefined
    limit: number
  }): Promise<StoredRevision[]>
  countRevisions(service?: Service): Promise<number>
  findBefore(operationId: number): Promise<BeforeOperation>
  /** Every operation that changed a service, the oldest first. */
  listServiceChanges(): Promise<ServiceChange[]>
}

export interface CommerceWriter {
  insertRevision(revision: StoredRevision): Promise<void>
  /** Writes what the services are now, and keeps what they were before the operation. */
  updateServices(operationId: number, updates: readonly ServiceUpdate[]): Promise<void>
  /** Sets passwords, each instead of the one that the same login had; those of other logins stay for coming back to them. */
  writePasswords(passwords: readonly StoredPassword[]): Promise<void>
  /** Drops every secret of this group that no account uses and no undo could bring back. */
  dropUnusedPasswords(group: string): Promise<void>
  /** Notes when the password that is this secret was last found good; null takes that back. */
  writeVerified(secret: string, at: number | null): Promise<void>
  writeGrants(grants: readonly StoredGrant[]): Promise<void>
  dropGrants(places: readonly AccountPlace[]): Promise<void>
  /** The service's passwords and permissions become these, whichever service they name; others that it had are dropped. */
  replaceCredentials(service: Service, credentials: Credentials): Promise<void>
  /** Keeps the passwords that an operation takes from a service, for its undo, however much later that is. */
  keepPasswords(operationId: number, passwords: readonly StoredPassword[]): Promise<void>
  /** Once the operation is undone, what was kept for that is of no use any more. */
  dropKeptPasswords(operationId: number): Promise<void>
}
