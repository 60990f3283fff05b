-- Drizzle knows no partitions: PARTITION BY and what follows the tables was added by hand.
CREATE TABLE "channel_rollups" (
	"step_seconds" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"channel_id" uuid NOT NULL,
	"observed_seconds" real DEFAULT 0 NOT NULL,
	"live_seconds" real DEFAULT 0 NOT NULL,
	"impaired_seconds" real DEFAULT 0 NOT NULL,
	"slate_seconds" real DEFAULT 0 NOT NULL,
	"dark_seconds" real DEFAULT 0 NOT NULL,
	"silence_seconds" real DEFAULT 0 NOT NULL,
	"viewer_seconds" real DEFAULT 0 NOT NULL,
	"viewers_max" real DEFAULT 0 NOT NULL,
	"sent_bytes" real DEFAULT 0 NOT NULL,
	"run_seconds" real DEFAULT 0 NOT NULL,
	"cpu_seconds" real DEFAULT 0 NOT NULL,
	"memory_byte_seconds" real DEFAULT 0 NOT NULL,
	"frames" real DEFAULT 0 NOT NULL,
	"dropped_frames" real DEFAULT 0 NOT NULL,
	"media_seconds" real DEFAULT 0 NOT NULL,
	"paced_seconds" real DEFAULT 0 NOT NULL,
	"speed_min" real,
	"input_kilobits" real DEFAULT 0 NOT NULL,
	"input_seconds" real DEFAULT 0 NOT NULL,
	"output_kilobits" real DEFAULT 0 NOT NULL,
	"output_seconds" real DEFAULT 0 NOT NULL,
	"restarts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "channel_rollups_step_seconds_at_channel_id_pk" PRIMARY KEY("step_seconds","at","channel_id")
) PARTITION BY LIST ("step_seconds");
--> statement-breakpoint
CREATE TABLE "host_rollups" (
	"step_seconds" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"host_id" uuid NOT NULL,
	"observed_seconds" real DEFAULT 0 NOT NULL,
	"on_air_seconds" real DEFAULT 0 NOT NULL,
	"viewer_seconds" real DEFAULT 0 NOT NULL,
	"viewers_max" real DEFAULT 0 NOT NULL,
	"sampled_seconds" real DEFAULT 0 NOT NULL,
	"cpu_seconds" real DEFAULT 0 NOT NULL,
	"core_seconds" real DEFAULT 0 NOT NULL,
	"memory_byte_seconds" real DEFAULT 0 NOT NULL,
	"media_byte_seconds" real DEFAULT 0 NOT NULL,
	"received_bytes" real DEFAULT 0 NOT NULL,
	"sent_bytes" real DEFAULT 0 NOT NULL,
	"disk_read_bytes" real DEFAULT 0 NOT NULL,
	"disk_written_bytes" real DEFAULT 0 NOT NULL,
	CONSTRAINT "host_rollups_step_seconds_at_host_id_pk" PRIMARY KEY("step_seconds","at","host_id")
) PARTITION BY LIST ("step_seconds");
--> statement-breakpoint
CREATE TABLE "channel_rollups_10" PARTITION OF "channel_rollups" FOR VALUES IN (10) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "channel_rollups_60" PARTITION OF "channel_rollups" FOR VALUES IN (60) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "channel_rollups_3600" PARTITION OF "channel_rollups" FOR VALUES IN (3600) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "host_rollups_10" PARTITION OF "host_rollups" FOR VALUES IN (10) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "host_rollups_60" PARTITION OF "host_rollups" FOR VALUES IN (60) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "host_rollups_3600" PARTITION OF "host_rollups" FOR VALUES IN (3600) PARTITION BY RANGE ("at");
