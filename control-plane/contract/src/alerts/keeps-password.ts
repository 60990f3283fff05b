/** Where a password of a mail server is sent to, and how. */
export type MailDoor = { server: string; port: number; security: string; user: string | null }

/**
 * Whether a password that is kept stays with a mail server that is changed. Behind another server or another port of
 * it somebody else may listen, and without TLS whoever is on the way reads it: who edits this need not know it.
 */
export function keepsPassword(known: MailDoor, next: MailDoor): boolean {
  const isSame =
    known.server === next.server && known.port === next.port && known.user === next.user
  return isSame && (next.security !== 'none' || known.security === 'none')
}
