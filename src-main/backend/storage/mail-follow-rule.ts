import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { FollowCounts } from './mail-follow.ts'
import type { NewMessage } from './mail-queue.ts'

/*
 * The rule by which messages not yet sent follow their codes. It looks at what is around each code, so that engines
 * apply it next to the data.
 */

/** A code with its recipient as it is now, or as it will be after a change that is planned. */
export interface CodeNow {
  readonly id: number
  readonly batch: number
  readonly name: string
  readonly email: string
  readonly key: string
  readonly deleted: boolean
  /** Its recipient has not had it, so that it goes along with a message to them. */
  readonly mayJoin: boolean
}

/** A message that waits: it is queued, or parked until its recipient may have it. */
export interface WaitingMessage extends Omit<NewMessage, 'at'> {
  readonly id: number
  readonly state: MessageState
  readonly queuedAt: number
  readonly stateAt: number
  readonly tries: number
  readonly problem: MailProblem | null
  /** It was made because codes of another went to different recipients. */
  readonly divided: boolean
  /** The operations by which a person changed its state, in their order: `2,5`. */
  readonly changes: string
  /** Something else points at it, so that its row stays. */
  readonly isReferredTo: boolean
}

/** A message of a recipient and batch that was sent or tried: no other goes there by itself. */
export interface CurrentMessage {
  readonly id: number
  /** The first of a chain of resends. */
  readonly root: number
}

/** Everything that decides which messages carry some codes. */
export interface Surroundings {
  readonly codes: ReadonlyMap<number, CodeNow>
  readonly messages: ReadonlyMap<number, WaitingMessage>
  /** Where codes were queued that go with another message now. */
  readonly homes: ReadonlyMap<number, number>
  /** The messages that they were queued in, whatever happened to those. */
  readonly homeMessages: ReadonlyMap<number, WaitingMessage>
  /** By `placeOf`. */
  readonly current: ReadonlyMap<string, readonly CurrentMessage[]>
  readonly roots: ReadonlyMap<number, number>
}

/** A recipient of a batch. */
export const placeOf = (batch: number, key: string): string => `${batch} ${key}`

/** Why a message is parked. */
export const PARKED = ['with-another', 'recipient-has-one'] as const
export const isParked = ({ state, problem }: Pick<WaitingMessage, 'state' | 'problem'>): boolean =>
  state === 'cancelled' && PARKED.some((one) => one === problem)

/** The message that carries all codes of one recipient of a batch which are to be sent. */
export interface Holding {
  /** The message itself, or the one that a new message is divided from. */
  readonly message: WaitingMessage
  readonly isNew: boolean
  readonly codes: readonly CodeNow[]
  readonly to: { readonly name: string; readonly address: string; readonly key: string }
  /** The recipient has had a message of the batch: this one is not sent by itself. */
  readonly isWithheld: boolean
}

export interface FollowPlan {
  readonly holdings: readonly Holding[]
  /** Messages whose codes go with others now; `isDropped` where nothing is lost with the row. */
  readonly emptied: readonly { readonly message: WaitingMessage; readonly isDropped: boolean }[]
  /** For codes that change their message: where they were queued; undefined for the message that carries them. */
  readonly homes: ReadonlyMap<number, number | undefined>
  readonly counts: FollowCounts
  /** A message that was parked is to be sent again. */
  readonly revives: boolean
}

interface Group {
  readonly place: string
  readonly codes: CodeNow[]
}

/**
 * Decides which message carries which code: one for each recipient of a batch, as the recipients are now. A message stays
 * with its recipient where one of its codes does; otherwise it follows its codes.
 */
export function planFollow(around: Surroundings, seeds: Iterable<number>): FollowPlan {
  const carriers = carriersOf(around)
  const groups = [...groupsOf(around, carriers)]
  const holders = chooseHolders(around, groups, carriers)

  const holdings = groups.map((group): Holding => {
    const { message, isNew, isThere } = mustHave(holders, group.place)
    const isWithheld = !isThere && isTaken(around, group.place, message, isNew)
    const { codes } = group
    return { message, isNew, codes, to: recipientOf(message, codes), isWithheld }
  })
  const emptied = emptiedBy(around, holdings)
  return {
    holdings,
    emptied,
    homes: homesAfter(around, holdings, carriers, emptied),
    revives: holdings.some(
      ({ codes, isWithheld }) => !isWithheld && codes.some(({ id }) => isParkedIn(carriers, id)),
    ),
    counts: {
      ...countsOf(holdings, carriers),
      joined: countJoining(around, holdings, carriers, seeds),
    },
  }
}

/** The name and address that the message has, while one of its codes has them; otherwise those of its first code. */
function recipientOf({ name, address }: WaitingMessage, codes: readonly CodeNow[]): Holding['to'] {
  const inUse = codes.filter(({ deleted }) => !deleted)
  const same = inUse.find((code) => code.name === name && code.email === address)
  const code = same ?? inUse[0] ?? mustHaveOne(codes)
  return { name: code.name, address: code.email, key: code.key }
}

/** The message that each code waits in: a queued one before a parked one. */
function carriersOf({ codes, messages }: Surroundings): Map<number, WaitingMessage> {
  const carriers = new Map<number, WaitingMessage>()
  for (const message of inOrder(messages.values()))
    for (const code of message.codes) if (codes.has(code) && !carriers.has(code)) carriers.set(code, message)
  return carriers
}

function isParkedIn(carriers: ReadonlyMap<number, WaitingMessage>, code: number): boolean {
  const carrier = carriers.get(code)
  return carrier !== undefined && isParked(carrier)
}

const inOrder = (messages: Iterable<WaitingMessage>): WaitingMessage[] =>
  [...messages].sort((one, other) => Number(isParked(one)) - Number(isParked(other)) || one.id - other.id)

/** The codes that wait by recipient and batch, in the order of their creation. */
function groupsOf({ codes }: Surroundings, carriers: ReadonlyMap<number, WaitingMessage>): Iterable<Group> {
  const groups = new Map<string, Group>()
  for (const id of [...carriers.keys()].sort((one, other) => one - other)) {
    const code = codes.get(id)
    if (!code) continue
    const place = placeOf(code.batch, code.key)
    const group = groups.get(place) ?? { place, codes: [] }
    groups.set(place, group)
    group.codes.push(code)
  }
  return groups.values()
}

interface Holder {
  readonly message: WaitingMessage
  readonly isNew: boolean
  /** It was queued for this recipient before. */
  readonly isThere: boolean
}

function chooseHolders(
  { messages, homes, homeMessages }: Surroundings,
  groups: readonly Group[],
  carriers: ReadonlyMap<number, WaitingMessage>,
): Map<string, Holder> {
  const holders = new Map<string, Holder>()
  const taken = new Set<number>()
  const hold = (place: string, message: WaitingMessage, isThere: boolean) => {
    taken.add(message.id)
    holders.set(place, { message, isNew: false, isThere })
  }
  const queuedAt = new Map<string, WaitingMessage>()
  for (const message of inOrder(messages.values()))
    if (message.state === 'queued') {
      const place = placeOf(message.batch, message.key)
      if (!queuedAt.has(place)) queuedAt.set(place, message)
    }
  for (const { place } of groups) {
    const there = queuedAt.get(place)
    if (there) hold(place, there, true)
  }
  const homeOf = ({ id }: CodeNow) => messages.get(homes.get(id) ?? 0)
  for (const { place, codes } of groups) {
    if (holders.has(place)) continue
    const carrying = inOrder(codes.flatMap(({ id }) => carriers.get(id) ?? []))
    const isHere = ({ batch, key }: WaitingMessage) => placeOf(batch, key) === place
    // One that comes back to the queue for the same recipient; then where the codes were queued.
    const candidates = [
      ...carrying.filter(isHere),
      ...codes.map(homeOf).filter((message) => message && isParked(message)),
      ...carrying,
    ]
    const free = candidates.find((message) => message && !taken.has(message.id))
    if (free) hold(place, free, false)
  }
  for (const { place, codes } of groups) {
    if (holders.has(place)) continue
    const first = mustHaveOne(codes)
    const source = homeMessages.get(homes.get(first.id) ?? 0) ?? carriers.get(first.id)
    if (source) holders.set(place, { message: source, isNew: true, isThere: false })
  }
  return holders
}

/** The recipient has had a message of the batch that this one was not asked to repeat. */
function isTaken(
  { current, roots }: Surroundings,
  place: string,
  message: WaitingMessage,
  isNew: boolean,
): boolean {
  const root = message.resendOf === null ? undefined : roots.get(message.id)
  return (current.get(place) ?? []).some((other) => (isNew || other.id !== message.id) && other.root !== root)
}

function emptiedBy({ messages, codes }: Surroundings, holdings: readonly Holding[]): FollowPlan['emptied'] {
  const holding = new Set(holdings.flatMap(({ message, isNew }) => (isNew ? [] : [message.id])))
  const carriedBy = new Map(holdings.flatMap((one) => one.codes.map(({ id }) => [id, one.message] as const)))
  return [...messages.values()]
    .filter((message) => !holding.has(message.id) && message.codes.some((code) => codes.has(code)))
    .map((message) => ({
      message,
      isDropped:
        message.divided &&
        message.tries === 0 &&
        !message.isReferredTo &&
        message.codes.every((code) => isAlike(carriedBy.get(code), message)),
    }))
}

/** The two are of one queueing, so that it makes no difference in which of them a code was queued. */
const isAlike = (one: WaitingMessage | undefined, other: WaitingMessage): boolean =>
  one?.operationId === other.operationId &&
  one.wording === other.wording &&
  one.changes === other.changes &&
  one.resendOf === other.resendOf

function homesAfter(
  { homes }: Surroundings,
  holdings: readonly Holding[],
  carriers: ReadonlyMap<number, WaitingMessage>,
  emptied: FollowPlan['emptied'],
): Map<number, number | undefined> {
  const dropped = new Set(emptied.flatMap(({ message, isDropped }) => (isDropped ? [message.id] : [])))
  const after = new Map<number, number | undefined>()
  for (const { message, isNew, codes } of holdings)
    for (const { id } of codes) {
      const carrier = carriers.get(id)
      if (!carrier) continue
      if (isNew || homes.get(id) === message.id) after.set(id, undefined)
      else if (carrier.id !== message.id && !homes.has(id) && !dropped.has(carrier.id))
        after.set(id, carrier.id)
    }
  return after
}

function countsOf(
  holdings: readonly Holding[],
  carriers: ReadonlyMap<number, WaitingMessage>,
): Omit<FollowCounts, 'joined'> {
  const counts = { readdressed: 0, renamed: 0, withheld: 0 }
  for (const { message, isNew, codes, to, isWithheld } of holdings) {
    const queued = codes.flatMap(({ id }) => carriers.get(id) ?? []).filter(({ state }) => state === 'queued')
    if (isWithheld) counts.withheld += queued.length
    else {
      if (queued.some(({ key }) => key !== to.key)) counts.readdressed += 1
      else if (!isNew && (message.name !== to.name || message.address !== to.address)) counts.renamed += 1
    }
  }
  return counts
}

/** Codes that no message carries, and whose new recipient has one that waits: it takes them along when it is sent. */
function countJoining(
  { codes }: Surroundings,
  holdings: readonly Holding[],
  carriers: ReadonlyMap<number, WaitingMessage>,
  seeds: Iterable<number>,
): number {
  const places = new Set<string>()
  for (const {
    isWithheld,
    codes: [first],
  } of holdings)
    if (!isWithheld && first) places.add(placeOf(first.batch, first.key))
  return [...new Set(seeds)].filter((id) => {
    const code = codes.get(id)
    return code?.mayJoin && !carriers.has(id) && places.has(placeOf(code.batch, code.key))
  }).length
}

function mustHave<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key)
  if (value === undefined) throw new Error('a recipient without a message')
  return value
}

function mustHaveOne<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('a message without codes')
  return first
}
