const COUNT = /^\(\d+\) /

/** The title with the count before it, and without where there is nothing to count. */
export function withCount(title: string, count: number): string {
  const bare = title.replace(COUNT, '')
  return count > 0 ? `(${count}) ${bare}` : bare
}

/** Keeps the count in the title of the tab, whatever page sets the title, until what it answers is called. */
export function keepTitleCount(count: number): () => void {
  const apply = () => {
    const title = withCount(document.title, count)
    if (title !== document.title) document.title = title
  }
  apply()
  const watch = new MutationObserver(apply)
  watch.observe(document.head, { childList: true, subtree: true, characterData: true })
  return () => watch.disconnect()
}
