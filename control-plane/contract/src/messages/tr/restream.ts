import type { restream as english } from '../en/restream.ts'

export const restream: Readonly<Record<keyof typeof english, string>> = {
  'restream-url-empty': 'Kanalın gönderileceği adresi girin.',
  'restream-name-empty': 'Gönderim hedefine bir ad verin.',
  'restream-many': 'Bir kanal en çok 8 hedefe gönderilir. Bazılarını çıkarın.',
  'restream-scheme':
    'rtmp, rtmps, srt, udp, http ya da https ile başlayan bir adres kullanın, örneğin rtmps://live.example.com:443/app/yayin-anahtari.',
  'restream-host': 'Gönderileceği adresi yazın, örneğin udp://239.1.2.3:5004.',
  'restream-key':
    'Adreste uygulama ve yayın anahtarı olmalı, örneğin rtmp://live.example.com/app/yayin-anahtari.',
  'restream-playlist':
    'Adreste oynatma listesinin adı olmalı, örneğin https://ingest.example.com/live/index.m3u8; ya da onun için bir file= seçeneği, örneğin https://ingest.example.com/upload?cid=yayin-anahtari&file=.',
  'restream-twice': 'Bu hedef listede iki kez var.',
  'restream-of-other': 'Bu kanalın böyle bir hedefi yok.',
  'restream-mask-unknown':
    '*** saklanan değerin yerine geçer; bu kanalın böyle görünen bir hedefi yok. Adresin tamamını girin.',
  'restream-refused':
    'Hedef bağlantıyı reddetti. Açık olup olmadığına ve bağlantı noktasına bakın.',
  'restream-denied':
    'Hedef yayını kabul etmedi. Anahtarın ya da parolanın doğru olduğuna ve aynı anahtarla başkasının yayın yapmadığına bakın.',
  'restream-unreachable': 'Hedef zamanında yanıt vermedi ya da adı bulunamadı.',
  'restream-not-allowed': 'Bu sunucu o adrese gönderemez. Doğruysa ağına ayarlarda izin verin.',
  'restream-nowhere':
    'Hedef böyle bir adres tanımıyor (HTTP {{status:whole}}). Yolun doğru olduğuna ve gösterdiği yerin var olduğuna bakın.',
  'restream-method':
    'Hedef dosyaları bu yolla almıyor (HTTP {{status:whole}}). Öteki yükleme yöntemini seçin.',
  'restream-answered': 'Hedef bir dosyayı almadı: HTTP {{status:whole}} yanıtı verdi.',
  'restream-certificate':
    'Hedefin sertifikası adresi için geçerli değil ya da bilinen biri tarafından imzalanmamış.',
  'restream-closed': 'Hedef bağlantıyı kapattı.',
  'restream-silent': '{{seconds:whole}} sn boyunca hiçbir şey gönderilemedi; yeniden başlatıldı.',
  'restream-output': 'Kanalda görünen, bu biçimde gönderilemiyor.',
  'restream-ended': 'Gönderim bilinmeyen bir nedenle bitti. Yeniden başlatılıyor.',
  'restream-not-started': 'Gönderim başlatılamadı ({{detail}}).',
  'restreams-failing':
    'Aktarılamayan hedef sayısı: {{count:whole}}. En uzun süredir aktarılamayan hedef için: {{why:message}}',
}
