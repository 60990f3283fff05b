-- Channels from before fields could be shown as pictures: whole frames, as they were.
UPDATE "channels" SET "output" = "output" || '{"deinterlace":"frame"}'::jsonb WHERE NOT ("output" ? 'deinterlace');
