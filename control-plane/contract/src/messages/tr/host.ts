import type { host as english } from '../en/host.ts'

export const host: Readonly<Record<keyof typeof english, string>> = {
  'out-of-memory': 'Kanal için bellek kalmadı. Sınırını yükseltin ya da sunucuda bellek açın.',
  'gpu-refused':
    'Sunucunun GPU’su kodlamayı geri çevirdi. Kanalın günlüğüne bakın: oturumlar dolmuş, sürücü FFmpeg’e uymuyor ya da ön ayarda kartın desteklemediği bir değer var.',
  'disk-full': 'Yayının yazıldığı klasör dolu. Sunucuda yer açın.',
  'too-many-files': 'Sunucuda açık dosya sınırına gelindi. Sınırı yükseltin.',
  'too-many-threads': 'Sunucuda süreç sınırına gelindi. Sınırı yükseltin.',
  'media-read-only': 'Yayının yazıldığı klasör salt okunur.',
  'media-folder': 'Yayının yazıldığı klasör yok ya da yazılamıyor.',
  'media-full':
    'Yayının yazıldığı klasör ({{folder}}) dolu. Yer açın ya da MEDIA_DIR ile daha büyük bir yer verin; kanallar kendiliğinden yeniden başlar.',
  'media-missing':
    'Yayının yazıldığı klasör ({{folder}}) kullanılamıyor ({{detail}}). Bağlayın ya da MEDIA_DIR ile yazılabilen bir klasör verin.',
  'media-quota':
    'Yayının yazıldığı klasör dolmak üzere ve kanal {{held:whole}} MB tutuyor; payı {{quota:whole}} MB. Bit hızını düşürün ya da MEDIA_DIR ile daha büyük bir yer verin.',
  'files-damaged': 'Bozulmuş dosyalar bir kenara konup yeniden yazıldı: {{parts:list}}.',
  'damaged-snapshot': 'son anlık görüntü',
  'damaged-run-records': '{{count:whole}} süreç kaydı',
  'damaged-events': '{{count:whole}} olay',
  'damaged-air-files': '{{count:whole}} kanalın yayın dosyası',
  'ffmpeg-missing': 'FFmpeg bu sunucuda kullanılamıyor: {{detail}}',
  'ffmpeg-none': 'Bu sunucuda FFmpeg kurulu değil ya da çalıştırılamıyor. {{advice:message}}',
  'ffmpeg-old': 'Bu sunucudaki FFmpeg {{version}} çok eski. {{advice:message}}',
  'ffmpeg-without': 'Bu sunucudaki FFmpeg şunlar olmadan derlenmiş: {{parts}}. {{advice:message}}',
  'ffmpeg-advice':
    'libx264 içeren FFmpeg 5.1 ya da daha yenisini kurun (Debian’da: apt install ffmpeg); kanallar ardından kendiliğinden başlar.',
  'ffprobe-missing': 'Sunucuda ffprobe çalıştırılamıyor. FFmpeg araçlarını kurun.',
  'limits-not-set':
    'Kanal sınırları uygulanamıyor ({{detail:message}}): kanallar sınırsız çalışıyor.',
  'memory-not-held': 'Bu sunucuda bellek sınırları uygulanamıyor. {{detail:message}}',
  'cores-not-held':
    'CPU sınırları uygulanamıyor, bunun için util-linux (taskset) gerekir: {{detail:message}}',
  'cgroups-advice':
    'Ajanın servis dosyasında Delegate=yes ve DelegateSubgroup=agent ayarlayın (systemd 254 ya da sonrası).',
  'cgroups-first-version':
    'Bu sunucu kontrol gruplarının 1. sürümünü kullanıyor. Çekirdek komut satırında systemd.unified_cgroup_hierarchy=1 ile başlatın.',
  'cgroups-outside': 'Ajanın kontrol grubu kapsayıcısının dışında. {{advice:message}}',
  'cgroups-of-unit':
    'Ajan, kontrol grubunu kendi servis biriminin geri kalanıyla paylaşıyor. {{advice:message}}',
  'cgroups-without':
    'Ajanın kontrol grubunda şu denetleyiciler yok: {{controllers}}. {{advice:message}}',
  'cgroups-read-only': 'Ajan kendi kontrol grubuna yazamıyor. {{advice:message}}',
  'cgroups-shared': 'Ajanın kontrol grubunda başka süreçler var. {{advice:message}}',
  'cgroups-not-set-up': 'Kontrol grupları kurulamadı ({{error}}). {{advice:message}}',
  'not-answered': 'Sunucu isteği yanıtlayamadı: {{detail:message}}',
  'identity-lost': 'Sunucunun kimlik dosyası kayıp.',
  'credential-elsewhere': 'Sunucunun kimlik bilgisini, ajanı başlatan program saklıyor.',
  'link-late': 'Merkez sunucu ajana zamanında yanıt vermedi.',
  'question-not-known':
    'Sunucuda bunu yanıtlayamayan eski bir sürüm çalışıyor. Sunucuyu yükseltin.',
  'answer-not-known':
    'Sunucuda yanıtı anlaşılmayan daha yeni bir sürüm çalışıyor. Merkez sunucuyu yükseltin.',
  'channel-not-known':
    'Sunucusundaki ajan merkez sunucudan eski ve bu kanalın bir ayarını tanımıyor. Varsa önceki ayarlar geçerli. Sunucuyu yükseltin.',
  'wishes-not-known':
    'Bu sunucudaki ajan merkez sunucudan eski ve ayarlarının bir bölümünü tanımıyor. Tanımadıkları eskisi gibi kalıyor. Sunucuyu yükseltin.',
  'answer-late': 'Sunucu yanıt vermedi.',
  'control-plane-closing': 'Merkez sunucu kapanıyor. Birazdan yeniden deneyin.',
  'host-never-connected': 'Sunucusu hiç bağlanmadı. Orada ajanı başlatın.',
  'host-silent': 'Sunucusu sessiz. Kanal yayında olabilir.',
  'origin-away':
    'Sunucusundaki origin yanıt vermiyor: FFmpeg çalışıyor ama izleyiciler hiçbir şey alamıyor.',
  'logs-in-media':
    'DATA_DIR diskine yazılamıyor ({{detail}}): FFmpeg günlükleri MEDIA_DIR içinde tutuluyor, olaylar bellekte bekliyor. Diskte yer açın ya da neden yazılamadığına bakın.',
  'no-host':
    'Bu kanalı alabilecek bir sunucu yok. Sunucu ekleyin ya da birinin boşaltılmasını bitirin.',
  'no-host-yet': 'Henüz sunucu yok. Önce bir sunucu ekleyin.',
  'all-hosts-draining': 'Bütün sunucular boşaltılıyor.',
  'host-runs-channels':
    '{{name}} bağlı ve hâlâ kanal çalıştırıyor. Önce kanalları başka bir sunucuya taşıyın ya da durdurun.',
  'host-has-recordings':
    '{{name}} sunucusunda, kanallarının planlanmış ya da süren kayıtları var: {{count:whole}}. Kanalların gideceği sunucuyu seçin, kayıtlar orada sürer; yoksa önce onları durdurun ya da silin.',
  'host-recordings-no-room':
    '{{name}} sunucusunda planlanmış ya da süren {{count:whole}} kayıt {{to}} sunucusuna gidecek; orada {{room:whole}} kayıt için yer var: bir sunucu 500 kayıt saklar. {{to}} sunucusundaki kayıtlardan silin ya da bunları durdurun veya silin.',
  'cpu-taken':
    '{{cores:whole}} çekirdeğin {{channels:two}} kadarını kanallar, {{others:two}} kadarını makinedeki diğer her şey kullanıyor. Yük kanallardansa kanal taşıyın veya durdurun; değilse oraya ait olmayanı kapatın.',
  'memory-taken':
    'Kanalların FFmpeg süreçleri {{channels:thousands}} GB, diğer her şey {{others:thousands}} GB tutuyor; toplam {{total:thousands}} GB. Yük kanallardansa kanal taşıyın veya durdurun; değilse oraya ait olmayanı kapatın.',
  'media-left':
    '{{total:thousands}} GB içinden {{free:thousands}} GB kaldı. İzleyicilerin geri gidebildiği süreyi kısaltın, bit hızlarını düşürün ya da MEDIA_DIR için daha büyük bir yer verin.',
  'disk-left':
    '{{total:thousands}} GB içinden {{free:thousands}} GB kaldı. Kayıtları veya makinedeki başka dosyaları silin.',
  'host-is-connected': '{{name}} bağlı. Silineceğini onaylayın.',
}
