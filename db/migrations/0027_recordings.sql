CREATE TABLE "recording_plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"channel_id" uuid NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"weekly" jsonb NOT NULL,
	"is_exported" boolean DEFAULT false NOT NULL,
	"keep_days" integer,
	"planned_until" timestamp with time zone,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"channel_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"plan_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"rolling_seconds" integer,
	"is_exported" boolean DEFAULT false NOT NULL,
	"keep_days" integer,
	"key" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "recording_plans" ADD CONSTRAINT "recording_plans_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_plan_id_recording_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."recording_plans"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recording_plans_channel_id_idx" ON "recording_plans" USING btree ("channel_id");--> statement-breakpoint
CREATE INDEX "recordings_host_id_idx" ON "recordings" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "recordings_channel_id_idx" ON "recordings" USING btree ("channel_id");--> statement-breakpoint
CREATE INDEX "recordings_plan_id_idx" ON "recordings" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "recordings_starts_at_idx" ON "recordings" USING btree ("starts_at");