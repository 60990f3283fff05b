/** What Remix adds to the query of a page when it asks for its data. */
const OF_REMIX = ['_routes', 'index']

let shown = ''

/** Notes which page is on the screen. The address bar is ahead of it while a person goes back. */
export function showPage(path: string, query: string): void {
  shown = address(path, new URLSearchParams(query))
}

/** Whether the data asked for is of the page on the screen, which is then only brought up to date. */
export function isShown(path: string, query: URLSearchParams): boolean {
  return address(path, query) === shown
}

function address(path: string, query: URLSearchParams): string {
  const own = [...query].filter(([name]) => !OF_REMIX.includes(name))
  return `${path}?${new URLSearchParams(own)}`
}
