import type { FieldProblem, SourceWarning } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../domain/api-problem.ts'
import { TURKISH_WARNINGS } from './source-warnings.ts'
import { type Coded, turkishReason } from './turkish-reason.ts'
import { turkishSentence } from './turkish-sentence.ts'

/** Words of the API in the language of the page. What has no translation is shown as it came. */
export function useApiText() {
  const { t, i18n } = useTranslation()
  const turkish = i18n.language === 'tr'
  function sentence<T extends string | undefined>(text: T): T | string {
    return turkish && text ? (turkishSentence(text) ?? text) : text
  }
  return {
    /** One sentence the API said, about a field for instance. */
    sentence,
    /** A problem: what the API said about this case, in English; the general sentence elsewhere. */
    problem({ code, message }: Pick<ApiProblem, 'code' | 'message'>): string {
      const general = t(`error.code.${code}`)
      const vague =
        message === '' ||
        code === 'unauthenticated' ||
        code === 'internal' ||
        code === 'unavailable'
      if (vague) return general
      if (!turkish) return message
      return turkishSentence(message) ?? `${general} (${message})`
    },
    /** What is wrong with a field; where a host said so, by the code of its reason. */
    field({ code, message }: FieldProblem): string {
      return code && turkish ? turkishReason({ code, message }) : sentence(message)
    },
    /** What there is to say of a source, with its figures. */
    warning({ code, params, message }: SourceWarning): string {
      const text = turkish ? TURKISH_WARNINGS.get(code) : undefined
      return text?.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '') ?? message
    },
    /** Why something is not well, as its host says it. */
    reason(reason: Coded): string {
      return turkish ? turkishReason(reason) : reason.message
    },
  }
}
