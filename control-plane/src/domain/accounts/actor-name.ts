type Named = { email: string; key?: { name: string; prefix: string } | undefined }

/** How an actor is written down: a person by e-mail address, and the key that acted for the person. */
export function actorName({ email, key }: Named): string {
  return key ? `${email}, key ${key.name} (${key.prefix})` : email
}
