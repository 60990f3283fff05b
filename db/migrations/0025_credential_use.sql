ALTER TABLE "host_credentials" ADD COLUMN "used_at" timestamp with time zone;--> statement-breakpoint
-- Those that are there are in use.
UPDATE "host_credentials" SET "used_at" = "created_at";
