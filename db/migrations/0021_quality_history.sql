ALTER TABLE "channel_rollups" ADD COLUMN "quality_score_seconds" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "quality_seconds" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "host_rollups" ADD COLUMN "viewer_kilobits" real DEFAULT 0 NOT NULL;