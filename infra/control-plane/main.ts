import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import { runControlPlane } from '@cashbacktv/control-plane/run'
import { createWebapp } from '@cashbacktv/webapp'
import { loopbackOf } from '../embedded/loopback-of.ts'

/** `npm run start:control-plane`: the control plane with the web app on its port. */
try {
  await runControlPlane(readVariableFiles(process.env), (controlPlane, env, log) => {
    const secureCookies = env.PUBLIC_URL?.startsWith('https://') ?? false
    return createWebapp({
      apiFetch: controlPlane.fetch,
      apiBaseUrl: loopbackOf(controlPlane.url),
      secureCookies,
      log,
    }).fetch
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
