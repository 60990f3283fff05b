import type { backup as english } from '../en/backup.ts'

export const backup: Readonly<Record<keyof typeof english, string>> = {
  'backup-invalid': 'Dosya geri yüklenemez. Sorunun yeri: {{where:message}}. {{problem:message}}',
  'backup-at': '{{path}}',
  'backup-at-top': 'dosyanın başı',
  'backup-at-channel': '"{{name}}" kanalı, {{path}}',
  'backup-no-format': 'Bu dosya bu ürünün yedeği değil: biçim numarası yok.',
  'backup-format':
    'Dosyanın biçimi {{format:number}}; bu sürüm {{known:whole}} biçimini okur. Dosyayı, onu oluşturan sürümle geri yükleyin ya da önce güncelleyin.',
  'backup-preset-missing': 'Dosyada bu ön ayar yok.',
  'backup-group-missing': 'Dosyada bu kanal grubu yok.',
  'backup-group-name-taken':
    'Dosyada olmayan bir kanal grubunun adı ("{{name}}") dosyadaki bir grubunkiyle aynı. Önce onu değiştirin.',
  'backup-picture-missing': 'Dosyada bu resim yok.',
  'backup-picture-damaged': 'Bu resim bozulmuş: kaydedildiği gibi değil.',
  'backup-preset-built-in': '"{{id}}" ürünle gelen bir ön ayardır.',
  'backup-too-much':
    'Dosyada bu ürünün hiçbir yedeğinde olmayacak kadar çok veri var: geri yüklenemez.',
  'backup-too-many': 'Bir seferde bunlardan en çok {{most:whole}} tanesi geri yüklenebilir.',
  'backup-twice': '"{{key}}" dosyada iki kez var.',
  'backup-slug-taken':
    '"{{name}}" kanalı dosyada yok ve adresi ("{{slug}}") dosyadaki bir kanalınkiyle aynı. Önce onu değiştirin.',
  'backup-many-channels': 'kanal',
  'backup-many-presets': 'ön ayar',
  'backup-many-pictures': 'resim',
  'backup-many-channelGroups': 'kanal grubu',
  'backup-beyond':
    'Sistemde {{count:whole}} {{what:message}} var, bir dosyada ise en çok {{most:whole}} olabilir: dosya geri yüklenemezdi. Artık kullanılmayanları silin ya da veritabanını yedekleyin.',
  'backup-beyond-size':
    'Kanallar, gruplar ve ön ayarlar dosyada {{megabytes:whole}} MB sınırını aşardı ve dosya geri yüklenemezdi. Artık kullanılmayanları silin ya da veritabanını yedekleyin.',
  'backup-picture-gone': 'Bu sırada bir resim silindi ya da değişti. Yeniden deneyin.',
  'backup-busy': 'Şu anda iki yedek indiriliyor. Biri bitince yeniden deneyin.',
  'restore-busy': 'Şu anda başka bir dosya geri yükleniyor. O bitince yeniden deneyin.',
  'no-room': 'En çok {{most:whole}} {{what:message}} olabilir. Artık kullanılmayanları silin.',
}
