import type { Plugin } from 'vite'
import { REMIX_FLAGS } from './remix-flags.ts'

const { v3_fetcherPersist, v3_relativeSplatPath, v3_singleFetch, v3_lazyRouteDiscovery } =
  REMIX_FLAGS

/** As the router is told of them by `RemixBrowser`. */
const KNOWN: Readonly<Record<string, boolean>> = {
  v3_fetcherPersist,
  v3_relativeSplatPath,
  v3_singleFetch,
  v3_lazyRouteDiscovery,
  v7_fetcherPersist: v3_fetcherPersist,
  v7_normalizeFormMethod: true,
  v7_partialHydration: true,
  v7_prependBasename: true,
  v7_relativeSplatPath: v3_relativeSplatPath,
  v7_skipActionErrorRevalidation: v3_singleFetch,
  v7_startTransition: true,
}

/** Questions by the file that asks them, whose answer is no: single fetch sends promises in its own stream. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  '@remix-run/router/dist/router.js': ['isDeferredData', 'isDeferredResult', 'isTrackedPromise'],
  '@remix-run/react/dist/esm/routes.js': ['isDeferredData', 'isDeferredResponse'],
}

/** Functions by the file of them that only tell developers something. */
const SILENT: Readonly<Record<string, readonly string[]>> = {
  '@remix-run/router/dist/router.js': ['warning'],
  'react-router/dist/index.js': ['warningOnce', 'logV6DeprecationWarnings'],
}

const FILES =
  /\/node_modules\/((?:@remix-run\/(?:router|react)|react-router(?:-dom)?)\/dist\/.+\.js)$/

/**
 * Puts the flags into what browsers load of Remix in place of reading them: what only other choices
 * need is then left out, which is a twentieth of what the first page waits for.
 */
export function knownFlags(): Plugin {
  let isServer = false
  return {
    name: 'known-flags',
    apply: 'build',
    configResolved({ build }) {
      isServer = Boolean(build.ssr)
    },
    transform(code, id) {
      const file = FILES.exec(id)?.[1]
      if (isServer || file === undefined) return null
      return { code: silenced(answered(withFlags(code), file), file), map: null }
    },
  }
}

function withFlags(code: string): string {
  return code.replace(/(?<![\w$.])(?:[\w$]+\.)*_?future\.(v[37]_\w+)/g, (read, flag: string) =>
    String(KNOWN[flag] ?? read),
  )
}

function answered(code: string, file: string): string {
  return (NEVER[file] ?? []).reduce((text, name) => {
    const call = new RegExp(`(?<!function )\\b${name}\\([^()]*\\)`, 'g')
    return replaced(text, call, 'false', file)
  }, code)
}

function silenced(code: string, file: string): string {
  return (SILENT[file] ?? []).reduce((text, name) => {
    const head = new RegExp(`function ${name}\\([^)]*\\) \\{`)
    return replaced(text, head, '$& return;', file)
  }, code)
}

/** A release of the library that says it in another way is noticed here, not by its size. */
function replaced(code: string, pattern: RegExp, replacement: string, file: string): string {
  const result = code.replace(pattern, replacement)
  if (result === code) throw new Error(`${file} has nothing like ${pattern} any more`)
  return result
}
