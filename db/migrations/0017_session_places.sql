ALTER TABLE "sessions" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "started_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "sessions" SET "started_at" = "began"."at" FROM (SELECT "family_id", min("created_at") AS "at" FROM "sessions" GROUP BY "family_id") AS "began" WHERE "began"."family_id" = "sessions"."family_id";
