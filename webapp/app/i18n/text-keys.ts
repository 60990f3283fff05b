import type { Translations } from './texts.ts'

type Plural<K extends string> = K extends `${infer Name}_one`
  ? Name
  : K extends `${infer Name}_other`
    ? Name
    : K

type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? Plural<K> : `${K}.${KeysOf<T[K]>}`
}[keyof T & string]

type GroupsOf<T> = {
  [K in keyof T & string]: T[K] extends string ? never : K | `${K}.${GroupsOf<T[K]>}`
}[keyof T & string]

type At<T, K extends string> = K extends keyof T
  ? T[K]
  : K extends `${infer Name}.${infer Rest}`
    ? Name extends keyof T
      ? At<T[Name], Rest>
      : never
    : never

/** Where a text is, by dots; of one that changes with a `count`, without `_one` and `_other`. */
export type TextKey = KeysOf<Translations>
/** Where texts that belong together are. */
export type GroupKey = GroupsOf<Translations>
export type GroupAt<K extends GroupKey> = At<Translations, K>
