export type Listener = () => void

/** Who listens to what, by the name of it. */
export function createTopics() {
  const topics = new Map<string, Set<Listener>>()
  return {
    subscribe(topic: string, listener: Listener): () => void {
      const listeners = topics.get(topic) ?? new Set()
      topics.set(topic, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) topics.delete(topic)
      }
    },
    tell(topic: string) {
      for (const listener of topics.get(topic) ?? []) listener()
    },
  }
}
