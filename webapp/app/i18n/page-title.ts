const TITLES = {
  dashboard: { tr: 'Genel bakış', en: 'Dashboard' },
  monitoring: { tr: 'İzleme', en: 'Monitoring' },
  wall: { tr: 'İzleme duvarı', en: 'Wall of channels' },
  channels: { tr: 'Kanallar', en: 'Channels' },
  deleted: { tr: 'Son silinenler', en: 'Recently deleted' },
  newChannel: { tr: 'Kanal ekle', en: 'Add a channel' },
  rollouts: { tr: 'Kademeli geçişler', en: 'Roll-outs' },
  rollout: { tr: 'Kademeli geçiş', en: 'Roll-out' },
  logo: { tr: 'Logo', en: 'Logo' },
  hosts: { tr: 'Sunucular', en: 'Hosts' },
  settings: { tr: 'Ayarlar', en: 'Settings' },
  people: { tr: 'Kullanıcılar', en: 'Users' },
  keys: { tr: 'API anahtarları', en: 'API keys' },
  backup: { tr: 'Yedek', en: 'Backup' },
  presets: { tr: 'Ön ayarlar', en: 'Presets' },
  account: { tr: 'Hesabım', en: 'My account' },
  forgot: { tr: 'Parola unutuldu', en: 'Forgotten password' },
  reset: { tr: 'Yeni parola', en: 'New password' },
  login: { tr: 'Giriş yap', en: 'Log in' },
}

type Matches = readonly ({ id: string; data?: unknown } | undefined)[]

/**
 * The title of a page for its `meta`. That runs before any translations are loaded, so that titles
 * are kept here, in both languages; the language is the one the root loader found.
 */
export function pageTitle(matches: Matches, key: keyof typeof TITLES): [{ title: string }] {
  const root = matches.find((match) => match?.id === 'root')?.data
  const turkish =
    typeof root === 'object' && root !== null && Reflect.get(root, 'language') === 'tr'
  return titled(TITLES[key][turkish ? 'tr' : 'en'])
}

/** A title made of a name, which needs no translation. */
export function titled(name: string): [{ title: string }] {
  return [{ title: name ? `${name} · CashbackTV Transcoder` : 'CashbackTV Transcoder' }]
}
