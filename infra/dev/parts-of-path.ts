/** What `npm run dev` keeps running, each in a process of its own. */
export const PARTS = ['control-plane', 'agent', 'webapp'] as const
export type Part = (typeof PARTS)[number]

/**
 * What each folder of sources is part of, the first that fits. What a part has of the web app's pages
 * is exchanged by Vite, without a restart. The origin is in the control plane's process.
 */
const FOLDERS: readonly (readonly [string, readonly Part[]])[] = [
  ['control-plane/contract/src/', ['control-plane', 'agent', 'webapp']],
  ['control-plane/src/', ['control-plane']],
  ['db/src/', ['control-plane']],
  ['db/migrations/', ['control-plane']],
  ['agent/src/origin/', ['control-plane']],
  ['agent/src/', ['agent']],
  ['webapp/server/', ['webapp']],
  ['webapp/dev/', ['webapp']],
  ['webapp/vite.config.ts', ['webapp']],
  ['infra/dev/control-plane/main.ts', ['control-plane']],
  ['infra/dev/agent/main.ts', ['agent']],
]

/** Where changes are watched for. */
export const WATCHED = [...new Set(FOLDERS.map(([folder]) => folder.replace(/\/$/, '')))]

/** The parts that run what a file, named from the root with slashes, says; none for tests. */
export function partsOfPath(path: string): readonly Part[] {
  if (/\.test\.tsx?$|\/test\//.test(path) || !/\.(ts|tsx|mjs|json|sql)$/.test(path)) return []
  return FOLDERS.find(([folder]) => path.startsWith(folder))?.[1] ?? []
}
