import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { createI18n } from './i18n/create-i18n.ts'
import { I18nProvider } from './i18n/i18n-provider.tsx'
import { TEXTS } from './i18n/texts.server.ts'
import { gatherPieces } from './shared/gather-pieces.server.ts'
import { NonceContext } from './shared/nonce.ts'
import { preferencesOf } from './shared/preferences.server.ts'

const RENDER_TIMEOUT_MS = 10_000

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, log }: AppLoadContext,
): Promise<Response> {
  const { language } = preferencesOf(request)
  const i18n = createI18n(language, TEXTS[language])
  const wantsAll = isbot(request.headers.get('user-agent') ?? '')
  return new Promise((resolve, reject) => {
    let answerStatus = status
    const answer = () => {
      const body = gatherPieces()
      headers.set('content-type', 'text/html; charset=utf-8')
      headers.append('vary', 'cookie, accept-language')
      resolve(
        new Response(createReadableStreamFromReadable(body), { headers, status: answerStatus }),
      )
      pipe(body)
    }
    const { pipe, abort } = renderToPipeableStream(
      <I18nProvider i18n={i18n}>
        <NonceContext.Provider value={nonce}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </NonceContext.Provider>
      </I18nProvider>,
      {
        nonce,
        [wantsAll ? 'onAllReady' : 'onShellReady']: answer,
        onShellError: reject,
        onError(error) {
          answerStatus = 500
          logFailure(log, error, request)
        },
      },
    )
    setTimeout(abort, RENDER_TIMEOUT_MS).unref()
  })
}

/** Answers the person, quietly: an unknown address or an aborted request is no failure of ours. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted || isRouteErrorResponse(error) || error instanceof Response) return
  logFailure(context.log, error, request)
}

function logFailure(log: AppLoadContext['log'], err: unknown, request: Request) {
  const { pathname } = new URL(request.url)
  log.error({ err, path: pathname.slice(0, 300) }, 'A page failed')
}
