import { trAlerts } from '../features/alerts/texts/tr.ts'
import { trAlertRules } from '../features/alerts/texts/tr-rules.ts'
import { trAlertTargets } from '../features/alerts/texts/tr-targets.ts'
import { trAnalytics } from '../features/analytics/texts/tr.ts'
import { trAudit } from '../features/audit/texts/tr.ts'
import { trChanged } from '../features/away/texts/tr-changed.ts'
import { trBulk } from '../features/bulk/texts/tr.ts'
import { trChannel } from '../features/channel/texts/tr.ts'
import { trForm } from '../features/channel-form/texts/tr.ts'
import { trLayers } from '../features/channel-form/texts/tr-layers.ts'
import { trPath } from '../features/channel-form/texts/tr-path.ts'
import { trTracks } from '../features/channel-form/texts/tr-tracks.ts'
import { trDeleted } from '../features/channel-list/texts/tr.ts'
import { trLogs } from '../features/channel-page/texts/tr.ts'
import { trQuality } from '../features/channel-page/texts/tr-quality.ts'
import { trDocs } from '../features/docs/texts/tr.ts'
import { trHosts } from '../features/hosts/texts/tr.ts'
import { trImport } from '../features/import/texts/tr.ts'
import { trLogo } from '../features/logo/texts/tr.ts'
import { trMonitoring } from '../features/monitoring/texts/tr.ts'
import { trPeople } from '../features/people/texts/tr.ts'
import { trAccess } from '../features/people/texts/tr-access.ts'
import { trGroups } from '../features/people/texts/tr-groups.ts'
import { trPasskey } from '../features/people/texts/tr-passkey.ts'
import { trSecondStep } from '../features/people/texts/tr-second-step.ts'
import { trPlacement } from '../features/placement/texts/tr.ts'
import { trRecordings } from '../features/recordings/texts/tr.ts'
import { trBucket } from '../features/recordings/texts/tr-bucket.ts'
import { trSettings } from '../features/settings/texts/tr.ts'
import { trQualitySchedule } from '../features/settings/texts/tr-quality-schedule.ts'
import { trSystem } from '../features/settings/texts/tr-system.ts'
import { trWall } from '../features/wall/texts/tr.ts'
import type { enPages } from './en-pages.ts'
import type { Widen } from './texts.ts'

export const trPages: Widen<typeof enPages> = {
  ...trAlerts,
  ...trAnalytics,
  ...trAlertRules,
  ...trAlertTargets,
  ...trAudit,
  ...trBulk,
  ...trChanged,
  ...trChannel,
  ...trForm,
  ...trImport,
  ...trPath,
  ...trPlacement,
  ...trLayers,
  ...trTracks,
  ...trDeleted,
  ...trLogs,
  ...trDocs,
  ...trHosts,
  ...trLogo,
  ...trMonitoring,
  ...trPeople,
  groups: trGroups,
  ...trPasskey,
  ...trSecondStep,
  ...trQuality,
  ...trAccess,
  ...trRecordings,
  ...trBucket,
  ...trSettings,
  ...trSystem,
  ...trQualitySchedule,
  title: {
    notFound: 'Böyle bir sayfa yok',
    failed: 'Bir sorun oluştu',
    dashboard: 'Genel bakış',
    monitoring: 'İzleme',
    analytics: 'Analiz',
    wall: 'İzleme duvarı',
    channels: 'Kanallar',
    alerts: 'Uyarılar',
    incident: 'Olay',
    alertMessages: 'Uyarı iletileri',
    alertTargets: 'Uyarı hedefleri',
    newAlertTarget: 'Uyarı hedefi ekle',
    alertRules: 'Uyarı kuralları',
    maintenance: 'Bakım',
    alertDelivery: 'E-posta ve gözcü',
    deleted: 'Son silinenler',
    newChannel: 'Kanal ekle',
    import: 'Kanalları içe aktar',
    recordings: 'Kayıtlar',
    rollouts: 'Kademeli geçişler',
    rollout: 'Kademeli geçiş',
    logo: 'Logo',
    hosts: 'Sunucular',
    docs: 'Belgeler',
    settings: 'Ayarlar',
    people: 'Kullanıcılar',
    personSessions: 'Oturumlar',
    keys: 'API anahtarları',
    groups: 'Gruplar',
    audit: 'Denetim kaydı',
    recordingBucket: 'Kayıt deposu',
    backup: 'Yedek',
    presets: 'Ön ayarlar',
    account: 'Hesabım',
    secondStep: 'İki adımlı giriş',
    secondStepFirst: 'Önce ikinci adımı kurun',
    forgot: 'Parola unutuldu',
    reset: 'Yeni parola',
    login: 'Giriş yap',
  },
  ...trWall,
  fieldProblem: {
    ofLine: '{{line}}. satır: {{text}}',
  },
  figure: {
    speed: 'Hız',
    fps: 'Kare/sn',
    cpu: 'CPU',
    memory: 'Bellek',
    viewers: 'İzleyici',
    bitrateOut: 'Çıkış bit hızı',
    bitrateIn: 'Giriş bit hızı',
    fpsIn: 'Giriş kare/sn',
    pictureIn: 'Giriş görüntüsü',
    errorsIn: 'Giriş hataları',
    dropped: 'Atılan kare',
    duplicated: 'Tekrarlanan kare',
    uptime: 'Çalışma süresi',
    pid: 'Süreç no',
    threads: 'İş parçacığı',
    openFiles: 'Açık dosya',
  },
  settings: {
    title: 'Ayarlar',
    appearance: 'Görünüm',
    appearanceText: 'Bu tarayıcıda saklanır.',
    presets: 'Kodlama ön ayarları',
    presetsText: 'Bir kanalın kodlanabileceği ayarlar.',
    builtIn: 'yerleşik',
    defaultPreset: 'varsayılan',
    presetTune: 'İnce ayar',
    presetCrf: 'CRF',
    presetCap: 'Bit hızı sınırı',
    presetKeyframe: 'Anahtar kare aralığı',
    none: 'yok',
    presetName: 'Ön ayar',
  },
}
