import { lazy, Suspense } from 'react'
import { patiently } from '../../shared/away/patiently.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import type { PasskeyLoginProps } from './passkey-login.tsx'

const PasskeyLogin = lazy(
  patiently(() =>
    import('./passkey-login.tsx').then((module) => ({ default: module.PasskeyLogin })),
  ),
)

/** The log-in by passkey, which takes scripts: who logs in by the password waits for none of it. */
export function PasskeyLoginLater(props: PasskeyLoginProps) {
  if (!useIsBrowser()) return null
  return (
    <Suspense fallback={null}>
      <PasskeyLogin {...props} />
    </Suspense>
  )
}
