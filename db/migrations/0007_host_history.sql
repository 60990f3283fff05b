CREATE TABLE "host_history" (
	"host_id" uuid NOT NULL,
	"step_seconds" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"samples" integer NOT NULL,
	"host" jsonb NOT NULL,
	"channels" jsonb NOT NULL,
	CONSTRAINT "host_history_host_id_step_seconds_at_pk" PRIMARY KEY("host_id","step_seconds","at")
);
--> statement-breakpoint
CREATE INDEX "host_history_step_seconds_at_idx" ON "host_history" USING btree ("step_seconds","at");--> statement-breakpoint
-- The day that was kept a row a channel goes to where each channel is now.
INSERT INTO "host_history" ("host_id", "step_seconds", "at", "samples", "host", "channels")
SELECT host.id, 300, kept.at, 1,
	jsonb_build_array(
		kept.figures -> 'channelsOnAir', kept.figures -> 'cpuPercent', kept.figures -> 'memoryUsedBytes',
		kept.figures -> 'mediaUsedBytes', kept.figures -> 'viewers',
		kept.figures -> 'networkReceivedBytesPerSecond', kept.figures -> 'networkSentBytesPerSecond',
		kept.figures -> 'diskReadBytesPerSecond', kept.figures -> 'diskWrittenBytesPerSecond'
	),
	coalesce((
		SELECT jsonb_object_agg(channel.id::text, jsonb_build_array(
			own.figures -> 'fps', own.figures -> 'speed', own.figures -> 'inputBitrateKbps',
			own.figures -> 'outputBitrateKbps', own.figures -> 'cpuPercent', own.figures -> 'memoryBytes',
			own.figures -> 'droppedFrames', own.figures -> 'viewers'
		))
		FROM "channels" channel
		JOIN "history" own ON own.subject = channel.id::text AND own.at = kept.at
		WHERE channel.host_id = host.id
	), '{}'::jsonb)
FROM "history" kept
JOIN "hosts" host ON kept.subject = host.id::text;
