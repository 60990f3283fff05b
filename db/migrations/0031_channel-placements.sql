ALTER TABLE "channel_hosts" DROP CONSTRAINT "channel_hosts_channel_id_host_id_pk";--> statement-breakpoint
ALTER TABLE "channel_hosts" ADD COLUMN "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_hosts" ADD COLUMN "since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
-- From when is not known of what there is: from the beginning.
UPDATE "channel_hosts" SET "since" = to_timestamp(0);--> statement-breakpoint
ALTER TABLE "channel_hosts" ADD COLUMN "until" timestamp with time zone;--> statement-breakpoint
UPDATE "channel_hosts" SET "until" = now() FROM "channels"
WHERE "channels"."id" = "channel_hosts"."channel_id" AND "channels"."host_id" IS DISTINCT FROM "channel_hosts"."host_id";--> statement-breakpoint
CREATE INDEX "channel_hosts_channel_id_host_id_idx" ON "channel_hosts" USING btree ("channel_id","host_id");--> statement-breakpoint
CREATE INDEX "channel_hosts_host_id_idx" ON "channel_hosts" USING btree ("host_id");--> statement-breakpoint
-- By the clock and not by the begin of the transaction: hosts hear of it after it is committed.
CREATE OR REPLACE FUNCTION "remember_channel_host"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."host_id" IS NOT DISTINCT FROM OLD."host_id" THEN
    RETURN NULL;
  END IF;
  UPDATE "channel_hosts" SET "until" = clock_timestamp() WHERE "channel_id" = NEW."id" AND "until" IS NULL;
  IF NEW."host_id" IS NOT NULL THEN
    INSERT INTO "channel_hosts" ("channel_id", "host_id", "since") VALUES (NEW."id", NEW."host_id", clock_timestamp());
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
DROP TRIGGER "channels_remember_host" ON "channels";--> statement-breakpoint
CREATE TRIGGER "channels_remember_host" AFTER INSERT OR UPDATE OF "host_id" ON "channels"
FOR EACH ROW EXECUTE FUNCTION "remember_channel_host"();
