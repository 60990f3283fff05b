import { index, layout, type RouteConfig, route } from '@remix-run/route-config'

export default [
  route('login', 'routes/login.tsx'),
  route('forgot', 'routes/forgot.tsx'),
  route('reset', 'routes/reset.tsx'),
  route('logout', 'routes/logout.tsx'),
  route('preferences', 'routes/preferences.tsx'),
  route('wall', 'routes/wall.tsx'),
  route('session/refresh', 'routes/session-refresh.tsx'),
  layout('routes/frame.tsx', [
    index('routes/home.tsx'),
    route('channels', 'routes/channels.tsx'),
    route('channels/new', 'routes/channel-new.tsx'),
    route('channels/:channelId', 'routes/channel.tsx'),
    route('channels/:channelId/edit', 'routes/channel-edit.tsx'),
    route('channels/:channelId/logo', 'routes/channel-logo.tsx'),
    route('channels/:channelId/command', 'routes/channel-command.tsx'),
    route('rollouts', 'routes/rollouts.tsx'),
    route('rollouts/:rolloutId', 'routes/rollout.tsx'),
    route('monitoring', 'routes/monitoring.tsx'),
    route('hosts', 'routes/hosts.tsx'),
    route('settings', 'routes/settings.tsx', [
      index('routes/settings-general.tsx'),
      route('presets', 'routes/settings-presets.tsx'),
      route('presets/new', 'routes/settings-preset-new.tsx'),
      route('presets/:presetId', 'routes/settings-preset.tsx'),
      route('api-keys', 'routes/settings-api-keys.tsx'),
      route('users', 'routes/settings-users.tsx'),
    ]),
    route('account', 'routes/account.tsx'),
    route('*', 'routes/not-found.tsx'),
  ]),
] satisfies RouteConfig
