type Route = { path?: string; children?: Route[] }

/** The paths of all pages, as `routes.ts` of the web app nests them; with `:name` for what varies. */
export function routePaths(routes: Route[], above = ''): string[] {
  const paths = routes.flatMap(({ path = '', children = [] }) => {
    const here = `${above}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')
    return [here, ...routePaths(children, here)]
  })
  return [...new Set(paths)]
}
