-- The settings of a channel in one place, so that a new one needs no migration.
ALTER TABLE "channels" ADD COLUMN "settings" jsonb;--> statement-breakpoint
UPDATE "channels" SET "settings" = jsonb_build_object(
	'logo', "logo",
	'output', "output",
	'hls', "hls",
	'slate', "slate",
	'dvr', "dvr",
	'schedule', "schedule",
	'limits', "limits",
	'autoRestart', "auto_restart"
);--> statement-breakpoint
-- Less than FFmpeg needs to copy a stream was admitted once; it ended each run at once.
UPDATE "channels" SET "settings" = jsonb_set("settings", '{limits,memoryBytes}', '64000000')
WHERE jsonb_typeof("settings" #> '{limits,memoryBytes}') = 'number' AND ("settings" #>> '{limits,memoryBytes}')::numeric < 64000000;--> statement-breakpoint
ALTER TABLE "channels" ALTER COLUMN "settings" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "channels" DROP COLUMN "logo";--> statement-breakpoint
ALTER TABLE "channels" DROP COLUMN "output";--> statement-breakpoint
ALTER TABLE "channels" DROP COLUMN "hls";--> statement-breakpoint
ALTER TABLE "channels" DROP COLUMN "slate";--> statement-breakpoint
ALTER TABLE "channels" DROP COLUMN "dvr";--> statement-breakpoint
ALTER TABLE "channels" DROP COLUMN "schedule";--> statement-breakpoint
ALTER TABLE "channels" DROP COLUMN "limits";--> statement-breakpoint
ALTER TABLE "channels" DROP COLUMN "auto_restart";
