/** The keys of an object that has no others than its type says. */
export function keysOf<T extends object>(value: T): Extract<keyof T, string>[] {
  const keys: Extract<keyof T, string>[] = []
  for (const key in value) keys.push(key)
  return keys
}
