ALTER TABLE "events" DROP CONSTRAINT "events_host_id_hosts_id_fk";
--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "host_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;