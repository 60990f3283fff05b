ALTER TABLE "recording_plans" ADD COLUMN "is_uploaded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "is_uploaded" boolean DEFAULT false NOT NULL;