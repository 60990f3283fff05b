import {
  type ErrorCode,
  type FieldProblem,
  type Healing,
  type HealthCode,
  healingMessage,
  healthMessage,
  type Message,
  type MessageParams,
  messageOf,
  renderMessage,
  renderOr,
} from '@cashbacktv/contract'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { messagesOf } from './create-i18n.ts'
import { useTranslation } from './use-translation.ts'

/** A message of the catalogue as the API sends it: with its sentence in English. */
type Said = { code: string; params?: MessageParams | undefined; message: string }

/** Messages of the API in the language of the page. One that is not known here is shown as it came. */
export function useApiText() {
  const { t, i18n } = useTranslation()
  const messages = messagesOf(i18n)

  function said(told: Said): string {
    return renderOr(messages, told)
  }
  function field(problem: FieldProblem): string
  function field(problem: FieldProblem | undefined): string | undefined
  function field(problem: FieldProblem | undefined): string | undefined {
    return problem && said(problem)
  }
  /** What a page says by the code alone. */
  function own(message: Message): string {
    return renderMessage(messages, message) ?? message.code
  }
  function general(code: ErrorCode): string {
    switch (code) {
      case 'unavailable':
        return own(messageOf('control-plane-away'))
      case 'unauthenticated':
        return own(messageOf('log-in-refused'))
      default:
        return t(`error.code.${code}`)
    }
  }
  return {
    /** What is wrong with a field. */
    field,
    /** A problem: what the API said of it; a general sentence where it said nothing. */
    problem({ code, messageCode, params, message }: Omit<ApiProblem, 'details'>): string {
      return messageCode === '' ? general(code) : said({ code: messageCode, params, message })
    },
    /** What there is to say of a problem of which nothing was said. */
    general,
    /** What there is to say of a source, with its figures, or of what was typed. */
    warning: said,
    /** Why something is not well, with its figures. */
    reason: said,
    /** What viewers get of a channel. */
    health(code: HealthCode): string {
      return own(healthMessage(code))
    },
    /** How what was wrong came to its end. */
    healing(healing: Healing): string {
      return own(healingMessage(healing))
    },
  }
}
