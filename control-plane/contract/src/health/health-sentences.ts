import type { HealthCode } from './channel-health.ts'

type Sentence = { en: string; tr: string }

/** What viewers get, in one sentence. Why it is so is the channel's reason. */
export const HEALTH_SENTENCES: Readonly<Record<HealthCode, Sentence>> = {
  off: { en: 'The channel is switched off.', tr: 'Kanal kapalı.' },
  scheduled: {
    en: 'Off air by its schedule.',
    tr: 'Yayın takvimine göre şu anda yayında değil.',
  },
  live: { en: 'Viewers get the channel.', tr: 'İzleyiciler kanalı izliyor.' },
  starting: { en: 'The channel is starting.', tr: 'Kanal başlıyor.' },
  queued: {
    en: 'The channel waits for its turn to start.',
    tr: 'Kanal başlama sırasını bekliyor.',
  },
  'old-version': {
    en: 'Viewers get the version before the last change: the new one does not start.',
    tr: 'İzleyiciler son değişiklikten önceki yayını izliyor: yenisi başlamıyor.',
  },
  late: {
    en: 'Segments come late: players may stall.',
    tr: 'Parçalar gecikiyor: oynatıcılar takılabilir.',
  },
  slow: {
    en: 'The encoder is slower than real time: players stall.',
    tr: 'Kodlayıcı gerçek zamandan yavaş: oynatıcılar takılıyor.',
  },
  'source-slow': {
    en: 'The source sends slower than real time: players stall.',
    tr: 'Kaynak gerçek zamandan yavaş gönderiyor: oynatıcılar takılıyor.',
  },
  'no-audio': { en: 'Viewers hear silence.', tr: 'İzleyiciler ses duymuyor.' },
  'other-audio': {
    en: 'Viewers hear another audio track than the chosen one.',
    tr: 'İzleyiciler seçilenden başka bir ses kanalı duyuyor.',
  },
  unplayable: {
    en: 'Many players cannot play what is put out.',
    tr: 'Çıkışı birçok oynatıcı oynatamıyor.',
  },
  interrupted: {
    en: 'The source has just broken off: what was received before is still being played.',
    tr: 'Kaynak az önce kesildi: daha önce alınanlar hâlâ oynatılıyor.',
  },
  'host-silent': {
    en: 'Its host has not been heard of. The channel may well be on air.',
    tr: 'Sunucusundan haber alınamıyor. Kanal yayında olabilir.',
  },
  slate: {
    en: 'Viewers see the slate.',
    tr: 'İzleyiciler yedek görüntüyü görüyor.',
  },
  flapping: {
    en: 'The slate comes and goes: the source is unstable.',
    tr: 'Yedek görüntü gelip gidiyor: kaynak kararsız.',
  },
  'origin-away': {
    en: 'The origin of its host does not answer: viewers get nothing.',
    tr: 'Sunucusundaki origin yanıt vermiyor: izleyiciler hiçbir şey alamıyor.',
  },
  'no-playlist': {
    en: 'FFmpeg runs but there is no playlist: viewers get nothing.',
    tr: 'FFmpeg çalışıyor ama oynatma listesi yok: izleyiciler hiçbir şey alamıyor.',
  },
  stalled: {
    en: 'The playlist does not go on: players stand still.',
    tr: 'Oynatma listesi ilerlemiyor: oynatıcılar duruyor.',
  },
  'not-begun': {
    en: 'The channel has not come on air in time.',
    tr: 'Kanal zamanında yayına girmedi.',
  },
  retrying: {
    en: 'Viewers get nothing; it is being tried again.',
    tr: 'İzleyiciler hiçbir şey alamıyor; yeniden deneniyor.',
  },
  failed: { en: 'Viewers get nothing.', tr: 'İzleyiciler hiçbir şey alamıyor.' },
  'no-room': {
    en: 'No host has room for the channel: viewers get nothing.',
    tr: 'Kanal için hiçbir sunucuda yer yok: izleyiciler hiçbir şey alamıyor.',
  },
  'no-host': {
    en: 'No host can take the channel: viewers get nothing.',
    tr: 'Kanalı alabilecek bir sunucu yok: izleyiciler hiçbir şey alamıyor.',
  },
  'host-never-connected': {
    en: 'Its host has never connected: viewers get nothing.',
    tr: 'Sunucusu hiç bağlanmadı: izleyiciler hiçbir şey alamıyor.',
  },
}
