import {
  type FieldProblem,
  type HealthCode,
  healthMessage,
  type MessageParams,
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
  return {
    /** What is wrong with a field. */
    field,
    /** A problem: what the API said of it; a general sentence where it said nothing. */
    problem({ code, messageCode, params, message }: Omit<ApiProblem, 'details'>): string {
      return messageCode === ''
        ? t(`error.code.${code}`)
        : said({ code: messageCode, params, message })
    },
    /** What there is to say of a source, with its figures, or of what was typed. */
    warning: said,
    /** Why something is not well, with its figures. */
    reason: said,
    /** What viewers get of a channel. */
    health(code: HealthCode): string {
      return renderMessage(messages, healthMessage(code)) ?? code
    },
  }
}
