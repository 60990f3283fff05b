/** Listeners by topic, within this process. A listener that throws harms neither the sender nor the others. */
export type Topics = {
  emit(topic: string, payload: unknown): void
  subscribe(topic: string, listener: (payload: unknown) => void): () => void
}

export function createTopics(onError: (error: unknown, topic: string) => void): Topics {
  const byTopic = new Map<string, Set<(payload: unknown) => void>>()
  return {
    emit(topic, payload) {
      for (const listener of byTopic.get(topic) ?? []) {
        try {
          listener(payload)
        } catch (error) {
          onError(error, topic)
        }
      }
    },
    subscribe(topic, listener) {
      const listeners = byTopic.get(topic) ?? new Set()
      byTopic.set(topic, listeners)
      // Wrapped, so that the same function subscribed twice is two subscriptions.
      const own = (payload: unknown) => listener(payload)
      listeners.add(own)
      return () => {
        listeners.delete(own)
        if (listeners.size === 0 && byTopic.get(topic) === listeners) byTopic.delete(topic)
      }
    },
  }
}
