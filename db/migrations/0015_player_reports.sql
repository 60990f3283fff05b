ALTER TABLE "channel_rollups" ADD COLUMN "player_sessions" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "rebuffered_sessions" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "stalls" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "stalled_seconds" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "played_seconds" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "startups" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "startup_seconds" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "throughput_kilobits" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_rollups" ADD COLUMN "throughput_seconds" real DEFAULT 0 NOT NULL;