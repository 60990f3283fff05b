/** All that a form would send, as one text to compare, without what it was shown with. A file counts by its name and size. */
export function snapshotOf(data: FormData): string {
  const lines = [...data]
    .filter(([name]) => name !== 'shown')
    .map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.size === 0 ? '' : `${value.name} ${value.size}`,
    ])
  return JSON.stringify(lines)
}
