import { randomBytes } from 'node:crypto'

/** 120 random bits that can be typed. */
export function randomPassword(): string {
  return randomBytes(15).toString('base64url')
}
