import type { AlertSettingsView } from '@cashbacktv/contract'
import { keepsPassword } from '@cashbacktv/contract/keeps-password'
import { numberOf } from './typed-lines.ts'

/** What the form of the mail server holds. A password that is kept is empty. */
export type MailForm = {
  server: string
  port: string
  security: string
  user: string
  password: string
  from: string
}

/** In the order in which they are shown. */
export const MAIL_FIELDS = [
  ...(['server', 'port', 'security'] as const),
  ...(['user', 'password', 'from'] as const),
] as const satisfies readonly (keyof MailForm)[]

type KnownMail = AlertSettingsView['smtp']

export function formOfMail(smtp: KnownMail): MailForm {
  if (!smtp) {
    return { server: '', port: '587', security: 'starttls', user: '', password: '', from: '' }
  }
  const { server, port, security, user, from } = smtp
  return { server, port: String(port), security, user: user ?? '', password: '', from }
}

export function readMailForm(form: FormData): MailForm {
  const text = (name: keyof MailForm) => String(form.get(name) ?? '').trim()
  return {
    server: text('server'),
    port: text('port'),
    security: text('security'),
    user: text('user'),
    password: text('password'),
    from: text('from'),
  }
}

/** What the form makes of the mail server, for the contract to judge. */
export function mailBody({ server, port, security, user, password, from }: MailForm): object {
  return {
    smtp: {
      server,
      port: numberOf(port),
      security,
      from,
      user: user === '' ? null : user,
      ...(password === '' ? {} : { password }),
    },
  }
}

/** Whether a password that is kept would be lost. */
export function losesPassword(known: KnownMail, form: MailForm): boolean {
  if (!known?.hasPassword || form.password !== '' || form.user === '') return false
  return !keepsPassword(known, { ...form, port: Number(form.port) })
}
