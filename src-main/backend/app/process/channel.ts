/** Something that carries messages both ways: a real message port, or what replaces one. */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** Two ends; what one posts the other receives, in order, never within the same call. */
export function portPair(): [Port, Port] {
  const left = end()
  const right = end()
  left.meet(right)
  right.meet(left)
  return [left, right]
}

interface End extends Port {
  meet(other: End): void
  receive(message: unknown): void
  closed(): void
}

function end(): End {
  let other: End | undefined
  let open = true
  const messageListeners: ((message: unknown) => void)[] = []
  const closeListeners: (() => void)[] = []
  /** What came before anyone listened; a real port waits in the same way. */
  let early: unknown[] = []
  const receive = (message: unknown) => {
    if (!open) return
    if (messageListeners.length === 0) early.push(message)
    else for (const listener of messageListeners) listener(message)
  }
  return {
    meet: (met) => (other = met),
    receive,
    closed: () => {
      if (!open) return
      open = false
      for (const listener of closeListeners) listener()
    },
    post: (message) => {
      if (open) queueMicrotask(() => other?.receive(message))
    },
    onMessage(listener) {
      messageListeners.push(listener)
      const waiting = early
      early = []
      for (const message of waiting) receive(message)
    },
    onClose: (listener) => closeListeners.push(listener),
    close() {
      this.closed()
      queueMicrotask(() => other?.closed())
    },
  }
}
