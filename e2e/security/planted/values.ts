import { randomBytes } from 'node:crypto'

/** What lets somebody in, by what it is. */
export type Planted = {
  /** Keeps a value that the product has made. */
  keep(name: string, value: string): string
  /** The same with bytes that are no text. */
  keepBytes(name: string, value: Buffer): void
  /** A new value that stands nowhere yet: letters and digits alone, so that no form of it is another text. */
  make(name: string): string
  names(): string[]
  /** Names of those that stand in a text: as they are, or as addresses, base64 or hexadecimal digits write them. */
  foundIn(text: string): string[]
}

export function plantedValues(): Planted {
  const forms = new Map<string, string[]>()
  const keep = (name: string, value: string) => {
    if (value.length < 8) throw new Error(`${name} is too short to be looked for`)
    forms.set(name, formsOf(value))
    return value
  }
  return {
    keep,
    keepBytes: (name, value) => forms.set(name, [value.toString('latin1'), ...packedForms(value)]),
    make: (name) => keep(name, `Zq${randomBytes(9).toString('hex')}`),
    names: () => [...forms.keys()],
    foundIn: (text) =>
      [...forms]
        .filter(([, each]) => each.some((form) => text.includes(form)))
        .map(([name]) => name),
  }
}

function formsOf(value: string): string[] {
  return [...new Set([value, encodeURIComponent(value), ...packedForms(Buffer.from(value))])]
}

function packedForms(bytes: Buffer): string[] {
  // Base64 depends on where in a longer text the value begins.
  const base64 = [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
    const own = (text: string) =>
      text.slice(before === 0 ? 0 : 4, Math.floor((whole.length * 8) / 24) * 4)
    return [own(whole.toString('base64')), own(whole.toString('base64url'))]
  })
  return [bytes.toString('hex'), ...base64]
}
