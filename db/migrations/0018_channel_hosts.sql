CREATE TABLE "channel_hosts" (
	"channel_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	CONSTRAINT "channel_hosts_channel_id_host_id_pk" PRIMARY KEY("channel_id","host_id")
);
--> statement-breakpoint
ALTER TABLE "channel_hosts" ADD CONSTRAINT "channel_hosts_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_hosts" ADD CONSTRAINT "channel_hosts_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "channel_hosts" ("channel_id", "host_id")
SELECT "id", "host_id" FROM "channels" WHERE "host_id" IS NOT NULL
UNION
SELECT "events"."channel_id", "events"."host_id" FROM "events" JOIN "channels" ON "channels"."id" = "events"."channel_id" WHERE "events"."host_id" IS NOT NULL;--> statement-breakpoint
CREATE FUNCTION "remember_channel_host"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "channel_hosts" ("channel_id", "host_id") VALUES (NEW."id", NEW."host_id") ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "channels_remember_host" AFTER INSERT OR UPDATE OF "host_id" ON "channels"
FOR EACH ROW WHEN (NEW."host_id" IS NOT NULL) EXECUTE FUNCTION "remember_channel_host"();
