import { Form, type FormProps, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useUnsaved } from '../shared/away/unsaved.ts'
import { useWaiting } from '../shared/away/waiting.ts'
import { snapshotOf } from '../shared/domain/form-snapshot.ts'

type KeptFormProps = FormProps & {
  /** A new value each time the form was saved without leaving it: it then begins anew. */
  saved?: unknown
}

/**
 * A form whose contents are not lost by going elsewhere: leaving it asks while it holds what is not
 * saved. While its sending waits for the server it cannot be changed, so that what is sent is what
 * is seen.
 */
export function KeptForm({ saved, ...form }: KeptFormProps) {
  const ref = useRef<HTMLFormElement>(null)
  const before = useRef<{ saved: unknown; snapshot: string } | null>(null)
  useEffect(() => {
    if (before.current && before.current.saved !== saved && saved) ref.current?.reset()
    else if (before.current) return
    before.current = { saved, snapshot: contents(ref.current) }
  }, [saved])
  useUnsaved(() => before.current !== null && contents(ref.current) !== before.current.snapshot)
  const submitting = useNavigation().state === 'submitting'
  const waits = useWaiting().some(({ kind }) => kind === 'save') && submitting
  useEffect(() => {
    if (ref.current) ref.current.inert = waits
  }, [waits])
  return <Form ref={ref} {...form} />
}

function contents(form: HTMLFormElement | null): string {
  return form ? snapshotOf(new FormData(form)) : ''
}
