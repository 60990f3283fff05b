import { ENGLISH, type Message, messageOf, renderMessage } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'

/** Why a link for a password is made: for somebody new, or for who has forgotten it. */
export type LinkPurpose = 'invitation' | 'reset'

/** How long a link works: one that was asked for is used at once, one that comes as a surprise is not. */
export const LINK_HOURS = { invitation: 72, reset: 1 } as const satisfies Record<
  LinkPurpose,
  number
>

/** A letter with a link, in both languages: that of the reader is not known. */
export function passwordMail(purpose: LinkPurpose, url: string) {
  const { subject, text } = messagesOf(purpose, url)
  const texts = inBoth(text)
  const html = texts.map((part) => `<p>${part.replace(url, `<a href="${url}">${url}</a>`)}</p>`)
  return { subject: inBoth(subject).join(' / '), text: texts.join('\n\n'), html: html.join('\n') }
}

function messagesOf(purpose: LinkPurpose, url: string) {
  const params = { url, hours: LINK_HOURS[purpose] }
  return purpose === 'invitation'
    ? {
        subject: messageOf('mail-invitation-subject'),
        text: messageOf('mail-invitation-text', params),
      }
    : { subject: messageOf('mail-reset-subject'), text: messageOf('mail-reset-text', params) }
}

function inBoth(message: Message): string[] {
  return [ENGLISH, TURKISH].map((language) => renderMessage(language, message) ?? '')
}
