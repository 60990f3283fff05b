import type { Payloads, Topic } from './topics.ts'

/** Listeners within this process. One that throws harms neither the sender nor the others. */
export type Listeners<Payload> = {
  emit(payload: Payload): void
  subscribe(listener: (payload: Payload) => void): () => void
}

export type OnListenerError = (error: unknown, of: string) => void

export function createListeners<Payload>(of: string, onError: OnListenerError): Listeners<Payload> {
  const listeners = new Set<(payload: Payload) => void>()
  return {
    emit(payload) {
      for (const listener of listeners) {
        try {
          listener(payload)
        } catch (error) {
          onError(error, of)
        }
      }
    },
    subscribe(listener) {
      // Wrapped, so that the same function subscribed twice is two subscriptions.
      const own = (payload: Payload) => listener(payload)
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },
  }
}

/** Listeners of each topic. */
export type TopicListeners = { [T in Topic]: Listeners<Payloads[T]> }

export function createTopicListeners(onError: OnListenerError): TopicListeners {
  return {
    'host.wanted': createListeners('host.wanted', onError),
    'alerts.changed': createListeners('alerts.changed', onError),
    'fleet.changed': createListeners('fleet.changed', onError),
    'signing-key.changed': createListeners('signing-key.changed', onError),
    'link.attached': createListeners('link.attached', onError),
    'link.revoked': createListeners('link.revoked', onError),
    'link.ask': createListeners('link.ask', onError),
    'link.taken': createListeners('link.taken', onError),
    'link.answer': createListeners('link.answer', onError),
  }
}
