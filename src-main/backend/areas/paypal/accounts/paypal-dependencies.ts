import type { CommerceDependencies } from '#backend/areas/commerce/commerce.ts'
import type { Log, RandomSource } from '#backend/kernel/dependencies.ts'
import type { Gateways } from '../gateway/gateways.ts'
import type { PermissionsCaller, PermissionsClient } from '../permissions/permissions-types.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ReturnServer } from '../return-server.ts'

export interface PaypalDependencies extends CommerceDependencies {
  readonly random: RandomSource
  readonly log: Log
  readonly gateways: Pick<Gateways, 'open'>
  readonly permissions: (caller: PermissionsCaller, destination: Destination) => Promise<PermissionsClient>
  readonly returns: ReturnServer
}
