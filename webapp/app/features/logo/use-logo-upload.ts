import { useState } from 'react'
import { keepTrying } from '../../shared/away/keep-trying.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { IN_ENGLISH } from '../../shared/in-english.ts'
import { uploadAddress } from './domain/upload-address.ts'

export type UploadState =
  | { kind: 'idle' }
  | { kind: 'sending' }
  | { kind: 'failed'; problem: ApiProblem }

export type Uploaded = { id: string; sha256: string }

/** Sends a picture as soon as it is chosen. Answers what it is known by, null when it was refused. */
export function useLogoUpload() {
  const [state, setState] = useState<UploadState>({ kind: 'idle' })
  async function upload(file: File): Promise<Uploaded | null> {
    setState({ kind: 'sending' })
    const body = new FormData()
    body.set('file', file)
    try {
      const response = await keepTrying(
        (signal) => fetch(uploadAddress(), { method: 'POST', headers: IN_ENGLISH, body, signal }),
        { kind: 'save', path: window.location.pathname, canStop: true },
      )
      const answer: unknown = await response.json().catch(() => null)
      if (!response.ok) {
        const problem = toApiProblem({ data: answer ?? { httpStatus: response.status } })
        setState({ kind: 'failed', problem })
        return null
      }
      setState({ kind: 'idle' })
      return answer as Uploaded
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === 'AbortError') {
        setState({ kind: 'idle' })
        return null
      }
      setState({ kind: 'failed', problem: toApiProblem(failure) })
      return null
    }
  }
  return { state, upload }
}
