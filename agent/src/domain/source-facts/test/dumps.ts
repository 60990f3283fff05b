/** What FFmpeg 5.1.9 says of sources in its log, as it says it. */
export const MULTIPLEX = `
[info] Input #0, mpegts, from 'mpts.ts':
[info]   Duration: 00:00:06.01, start: 1.400000, bitrate: 377 kb/s
[info]   Program 101 
[info]     Metadata:
[info]       service_name    : RedTV
[info]   Stream #0:0[0x100]: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 25 fps, 25 tbr, 90k tbn
[info]   Stream #0:1[0x101](eng): Audio: mp2 ([3][0][0][0] / 0x0003), 48000 Hz, mono, fltp, 64 kb/s
[info]   Program 102 
[info]     Metadata:
[info]       service_name    : GreenTV
[info]   Stream #0:2[0x102]: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 25 fps, 25 tbr, 90k tbn
[info]   Stream #0:3[0x103](tur): Audio: mp2 ([3][0][0][0] / 0x0003), 48000 Hz, mono, s16p, 64 kb/s
[info]   Program 103 
[info]     Metadata:
[info]       service_name    : BlueTV
[info]   Stream #0:4[0x104]: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 25 fps, 25 tbr, 90k tbn
[info]   Stream #0:5[0x105]: Audio: mp2 ([3][0][0][0] / 0x0003), 48000 Hz, mono, s16p, 64 kb/s
[info] Stream mapping:
`

export const DESCRIBED = `
[info] Input #0, mpegts, from 'ad1.ts':
[info]   Duration: 00:00:03.01, start: 1.400000, bitrate: 904 kb/s
[info]   Program 1 
[info]     Metadata:
[info]       service_name    : Service01
[info]   Stream #0:0[0x100]: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 25 fps, 25 tbr, 90k tbn
[info]   Stream #0:1[0x101](tur): Audio: mp2 ([3][0][0][0] / 0x0003), 48000 Hz, mono, fltp, 64 kb/s (visual impaired) (descriptions)
[info]   Stream #0:2[0x102](tur): Audio: mp2 ([3][0][0][0] / 0x0003), 48000 Hz, mono, fltp, 64 kb/s
[info]   Stream #0:3[0x103](eng): Audio: mp2 ([3][0][0][0] / 0x0003), 48000 Hz, mono, fltp, 64 kb/s (hearing impaired)
[info] Stream mapping:
`

export const INTERLACED = `
[info] Input #0, mpegts, from 'i.ts':
[info]   Duration: 00:00:03.01, start: 1.434667, bitrate: 696 kb/s
[info]   Program 1 
[info]     Metadata:
[info]       service_name    : Service01
[info]   Stream #0:0[0x100]: Video: mpeg2video (Main) ([2][0][0][0] / 0x0002), yuv420p(tv, top first), 720x576 [SAR 64:45 DAR 16:9], 25 fps, 25 tbr, 90k tbn
[info]     Side data:
[info]       cpb: bitrate max/min/avg: 0/0/0 buffer size: 278528 vbv_delay: N/A
[info]   Stream #0:1[0x101]: Audio: ac3 (AC-3 / 0x332D4341), 48000 Hz, 5.1(side), fltp, 448 kb/s
[info] Stream mapping:
`

export const TURNED = `
[info] Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'rot.mp4':
[info]   Metadata:
[info]   Duration: 00:00:04.03, start: 0.000000, bitrate: 141 kb/s
[info]   Stream #0:0[0x1](und): Video: h264 (Constrained Baseline) (avc1 / 0x31637661), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 6 kb/s, 25 fps, 25 tbr, 90k tbn (default)
[info]     Metadata:
[info]     Side data:
[info]       displaymatrix: rotation of 90.00 degrees
[info]   Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo, fltp, 127 kb/s (default)
[info]     Metadata:
[info] Stream mapping:
`

export const FLV = `
[info] Input #0, flv, from 'a.flv':
[info]   Metadata:
[info]   Duration: 00:00:04.03, start: 0.000000, bitrate: 145 kb/s
[info]   Stream #0:0: Video: h264 (Constrained Baseline), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 25 fps, 25 tbr, 1k tbn
[info]   Stream #0:1: Audio: aac (LC), 48000 Hz, stereo, fltp, 130 kb/s
[info] Stream mapping:
`

export const VARIANTS = `
[info] Input #0, hls, from 'h/m.m3u8':
[info]   Duration: 00:00:04.00, start: 1.400000, bitrate: 0 kb/s
[info]   Program 0 
[info]     Metadata:
[info]   Stream #0:0: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 25 fps, 25 tbr, 90k tbn
[info]   Stream #0:1(tr): Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz, stereo, fltp, 129 kb/s (visual impaired)
[info]     Metadata:
[info]       comment         : Turkce AD
[info]   Stream #0:2: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p(progressive), 640x360 [SAR 1:1 DAR 16:9], 50 fps, 50 tbr, 90k tbn
[info]   Stream #0:3(tr): Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz, stereo, fltp, 127 kb/s (default)
[info]     Metadata:
[info]       comment         : Turkce
[info]   Stream #0:4: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p, 320x180 [SAR 1:1 DAR 16:9], 25 fps, 25 tbr, 90k tbn
[info]     Metadata:
[info]   Stream #0:5: Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz, stereo, fltp
[info]     Metadata:
[info]   Program 1 
[info]     Metadata:
[info]   Stream #0:0: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 25 fps, 25 tbr, 90k tbn
[info]   Stream #0:1(tr): Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz, stereo, fltp, 129 kb/s (visual impaired)
[info]     Metadata:
[info]       comment         : Turkce AD
[info]   Stream #0:2: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p(progressive), 640x360 [SAR 1:1 DAR 16:9], 50 fps, 50 tbr, 90k tbn
[info]   Stream #0:3(tr): Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz, stereo, fltp, 127 kb/s (default)
[info]     Metadata:
[info]       comment         : Turkce
[info]   Stream #0:6: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p, 640x360 [SAR 1:1 DAR 16:9], 50 fps, 50 tbr, 90k tbn
[info]     Metadata:
[info]   Stream #0:7: Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz, stereo, fltp
[info]     Metadata:
[info] Stream mapping:
`
