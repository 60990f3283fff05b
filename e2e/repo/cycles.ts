/** Rings in a graph, each as it is gone through from its first file back to it; empty where there is none. */
export function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const seen = new Set<string>()
  const way: string[] = []
  const rings: string[][] = []

  function walk(file: string): void {
    const at = way.indexOf(file)
    if (at >= 0) rings.push([...way.slice(at), file])
    if (seen.has(file)) return
    seen.add(file)
    way.push(file)
    for (const next of graph.get(file) ?? []) walk(next)
    way.pop()
  }

  for (const file of graph.keys()) walk(file)
  return rings
}
