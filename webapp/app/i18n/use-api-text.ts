import { type FieldProblem, type MessageParams, renderOr } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { TURKISH_SENTENCES } from './api-sentences.ts'
import { messagesOf } from './create-i18n.ts'

/** A message of the catalogue as the API sends it: with its sentence in English. */
type Said = { code: string; params?: MessageParams | undefined; message: string }
type Problem = Pick<ApiProblem, 'code' | 'message'> & { details?: readonly FieldProblem[] }

/** Words of the API in the language of the page. What has no translation is shown as it came. */
export function useApiText() {
  const { t, i18n } = useTranslation()
  const messages = messagesOf(i18n)

  function sentence(text: string): string | undefined {
    return i18n.language === 'tr' ? TURKISH_SENTENCES.get(text) : text
  }
  function said(told: Said): string {
    return messages ? renderOr(messages, told) : told.message
  }
  function ofField({ code, params, message }: FieldProblem): string {
    return code === undefined ? (sentence(message) ?? message) : said({ code, params, message })
  }
  function field(problem: FieldProblem): string
  function field(problem: FieldProblem | undefined): string | undefined
  function field(problem: FieldProblem | undefined): string | undefined {
    return problem && ofField(problem)
  }
  return {
    /** What is wrong with a field. */
    field,
    /** A problem: what the API said about this case; the general sentence where that says nothing. */
    problem({ code, message, details = [] }: Problem): string {
      const general = t(`error.code.${code}`)
      const vague =
        message === '' ||
        code === 'unauthenticated' ||
        code === 'internal' ||
        code === 'unavailable'
      if (vague) return general
      const same = details.find((detail) => detail.code && detail.message === message)
      return same ? ofField(same) : (sentence(message) ?? `${general} (${message})`)
    },
    /** What there is to say of a source, with its figures. */
    warning: said,
    /** Why something is not well, with its figures. */
    reason: said,
  }
}
