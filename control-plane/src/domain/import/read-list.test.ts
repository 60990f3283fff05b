import { expect, test } from 'vitest'
import { readList } from './read-list.ts'

const channels = (text: string) => {
  const list = readList(text)
  if (list.kind === 'refused') throw new Error(list.why.code)
  return list.channels
}
const why = (text: string) => {
  const list = readList(text)
  return list.kind === 'refused' ? list.why : null
}

test('an IPTV list is read with its names, groups, headers and the lines they stand in', () => {
  const list = [
    '\ufeff#EXTM3U url-tvg="http://epg.example/x.xml"',
    '#EXTINF:-1 tvg-id="trt1" tvg-name="TRT 1" tvg-logo="http://l/1.png" group-title="Ulusal, HD",TRT 1, HD',
    '#EXTVLCOPT:http-user-agent=VLC/3.0.20',
    '#EXTVLCOPT:http-referrer="https://site.example/"',
    '#EXTVLCOPT:network-caching=1000',
    '#KODIPROP:inputstream=inputstream.adaptive',
    'http://provider.example/trt1.m3u8',
    '',
    '#EXTINF:0,Spor',
    '#EXTGRP:Spor',
    '#EXTHTTP:{"Cookie":"a=b","User-Agent":"X/1"}',
    'http://provider.example/spor|Referer=https%3A%2F%2Fa.example&User-Agent=Kodi',
  ].join('\r\n')
  const read = readList(list)
  expect(read).toMatchObject({ kind: 'list', format: 'm3u' })
  expect(channels(list)).toEqual([
    {
      line: 2,
      name: 'TRT 1, HD',
      note: 'Ulusal, HD',
      flaws: [],
      sources: [
        {
          url: 'http://provider.example/trt1.m3u8',
          headers: [],
          userAgent: 'VLC/3.0.20',
          referer: 'https://site.example/',
        },
      ],
    },
    {
      line: 9,
      name: 'Spor',
      note: 'Spor',
      flaws: [],
      sources: [
        {
          url: 'http://provider.example/spor',
          userAgent: 'Kodi',
          referer: 'https://a.example',
          headers: [{ name: 'Cookie', value: 'a=b' }],
        },
      ],
    },
  ])
  expect(read.kind === 'list' && read.leftOut.map(({ params }) => params.what)).toEqual([
    'tvg-logo',
    '#EXTVLCOPT:network-caching',
    '#KODIPROP:inputstream',
  ])
})

test.each([
  ['#EXTINF:-1 tvg-name="A, B" ,Ad', 'Ad'],
  ['#EXTINF:-1 tvg-name="TRT "1"" group-title="x",Bozuk', 'Bozuk'],
  ['#EXTINF:-1 tvg-name="Yalnız"', 'Yalnız'],
  ['#EXTINF:-1,', ''],
  ['#extinf:-1 , Küçük', 'Küçük'],
])('the name of %s', (line, name) => {
  expect(channels(`#EXTM3U\n${line}\nhttp://a.example/x`)[0]?.name).toBe(name)
})

test('an entry without an address is a row that says so, and takes none from the next', () => {
  const found = channels('#EXTM3U\n#EXTINF:-1,A\n#EXTINF:-1,B\nhttp://b.example/\n#EXTINF:-1,C')
  expect(found.map(({ name, sources }) => [name, sources.length])).toEqual([
    ['A', 0],
    ['B', 1],
    ['C', 0],
  ])
  expect(found[0]?.flaws).toEqual([
    { path: 'sources', message: { code: 'import-no-source', params: {} } },
  ])
})

test('addresses alone, one a line, are rows without a name', () => {
  expect(channels('http://a.example/1\nudp://@239.1.1.1:5000').map(({ line }) => line)).toEqual([
    1, 2,
  ])
})

test('a CSV list names its columns in either language, whatever the case and the accents', () => {
  const list = [
    'Kanal Adı;KAYNAK;Kaynak 2;Ön Ayar;Çıkış;Kullanıcı Aracı;Başlıklar;Logo;NOT',
    '"Haber; 24";https://a.example/1;udp://@239.1.1.1:5000;hd;kopyala;VLC/3;X-Token: a | Origin: http://b;l.png;"iki\nsatır"',
    ';;;;;;;;',
    '',
    "'=Spor;http://b.example/",
  ].join('\n')
  expect(channels(list)).toEqual([
    {
      line: 2,
      name: 'Haber; 24',
      preset: 'hd',
      mode: 'kopyala',
      note: 'iki\nsatır',
      sources: [
        {
          url: 'https://a.example/1',
          userAgent: 'VLC/3',
          headers: [
            { name: 'X-Token', value: 'a' },
            { name: 'Origin', value: 'http://b' },
          ],
        },
        { url: 'udp://@239.1.1.1:5000', headers: [] },
      ],
      flaws: [],
    },
    {
      line: 6,
      name: '=Spor',
      flaws: [],
      sources: [{ url: 'http://b.example/', headers: [] }],
    },
  ])
  const read = readList(list)
  expect(read.kind === 'list' && read.leftOut).toEqual([
    { code: 'import-columns-left-out', params: { names: 'Logo' } },
  ])
})

test.each([
  ['name,source\nA,http://a.example/?a=1;b=2', 'http://a.example/?a=1;b=2'],
  ['name\tsource\nA\thttp://a.example/1,2', 'http://a.example/1,2'],
  ['sep=;\nname;source\nA;http://a.example/1,2', 'http://a.example/1,2'],
  ['"name";"source"\n"A";"http://a.example/"', 'http://a.example/'],
  ['name;source\rA;http://a.example/', 'http://a.example/'],
])('the delimiter of %j is found', (list, url) => {
  expect(channels(list)[0]?.sources).toEqual([{ url, headers: [] }])
})

test('a quotation mark within a cell is kept as it is', () => {
  expect(channels('name;source\nTRT "1";http://a.example/')[0]?.name).toBe('TRT "1"')
})

test.each([
  ['<!DOCTYPE html><title>Login</title>', 'import-web-page'],
  ['  <html><body>', 'import-web-page'],
  ['<?xml version="1.0"?><tv/>', 'import-unknown-format'],
  ['{"channels":[]}', 'import-unknown-format'],
  ['#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6.0,\nseg1.ts', 'import-hls-playlist'],
  ['#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8', 'import-hls-playlist'],
  ['#EXTM3U\n', 'import-nothing'],
  [' \n ', 'import-no-header'],
  ['name;source\n', 'import-nothing'],
  ['foo;bar\na;b', 'import-no-header'],
  ['name;ad;source\na;b;c', 'import-column-twice'],
  ['name;source\n"A;http://a.example/', 'import-quote-open'],
  ['MZ\u0001\u0002', 'import-no-text'],
])('%j is refused as %s', (list, code) => {
  expect(why(list)?.code).toBe(code)
})

test('more rows than are taken are refused with how many are taken', () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => `#EXTINF:-1,K ${i}\nhttp://a.example/${i}`)
  expect(why(`#EXTM3U\n${rows.join('\n')}`)).toEqual({
    code: 'import-too-many',
    params: { most: 1000 },
  })
  const lines = Array.from({ length: 1001 }, (_, i) => `K ${i};http://a.example/${i}`)
  const list = `name;source\n${lines.join('\n')}`
  expect(why(list)?.code).toBe('import-too-many')
  expect(channels(list.slice(0, list.lastIndexOf('\n')))).toHaveLength(1000)
})

test('headers that are not written as headers are a flaw of their row alone', () => {
  const [bad, good] = channels(
    'name;source;headers\nA;http://a.example/;token\nB;http://b.example/;',
  )
  expect([bad?.flaws[0]?.message.code, good?.flaws]).toEqual(['import-header-form', []])
})

test('what is taken of each source has an entry for it, and what cannot be read is a flaw there', () => {
  const head = 'name;source;source 2;program number;audio track;rtsp transport'
  const [good, bad] = channels(
    [
      head,
      'A;udp://@239.1.1.1:5000;rtsp://b.example/;101;pid=257 language=tur kind=dub|;|TCP',
      'B;udp://@239.1.1.2:5000;;x;tur;|udp',
    ].join('\n'),
  )
  expect(good).toMatchObject({
    flaws: [],
    sources: [
      { program: 101, audioTrack: { pid: 257, language: 'tur', kind: 'dub' } },
      { url: 'rtsp://b.example/', rtspTransport: 'tcp' },
    ],
  })
  expect(good?.sources[1]).not.toHaveProperty('audioTrack')
  expect(bad?.flaws.map(({ path, message }) => [path, message.code])).toEqual([
    ['sources.0.program', 'import-program'],
    ['sources.0.audioTrack', 'import-audio-track'],
    ['sources', 'import-rtsp-transport'],
  ])
})
