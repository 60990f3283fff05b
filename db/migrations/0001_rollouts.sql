CREATE TABLE "rollout_channels" (
	"rollout_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"wave" integer NOT NULL,
	"state" text NOT NULL,
	"reason" jsonb,
	"previous_logo" jsonb,
	"host_id" uuid,
	"revision" bigint,
	"previous_run_id" text,
	"changed_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "rollout_channels_rollout_id_channel_id_pk" PRIMARY KEY("rollout_id","channel_id")
);
--> statement-breakpoint
CREATE TABLE "rollouts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"state" text NOT NULL,
	"direction" text NOT NULL,
	"reason" jsonb,
	"logo" jsonb,
	"wave_size" integer NOT NULL,
	"wave_timeout_seconds" integer NOT NULL,
	"wave" integer DEFAULT 0 NOT NULL,
	"forgiven_wave" integer DEFAULT 0 NOT NULL,
	"actor_id" uuid,
	"actor_email" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rollout_channels" ADD CONSTRAINT "rollout_channels_rollout_id_rollouts_id_fk" FOREIGN KEY ("rollout_id") REFERENCES "public"."rollouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollout_channels" ADD CONSTRAINT "rollout_channels_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rollout_channels_channel_id_idx" ON "rollout_channels" USING btree ("channel_id");--> statement-breakpoint
CREATE INDEX "rollouts_state_idx" ON "rollouts" USING btree ("state");--> statement-breakpoint
CREATE INDEX "rollouts_created_at_idx" ON "rollouts" USING btree ("created_at");