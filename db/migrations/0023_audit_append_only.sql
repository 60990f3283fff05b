-- Entries of the audit are added and never changed, whatever a mistake in the program or a person at
-- the database does. Retention alone may delete: it says so with a setting that ends with its
-- transaction, so that no connection of the pool keeps the permission for whoever has it next.
CREATE FUNCTION keep_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('cashbacktv.audit_retention', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'Entries of the audit are append-only.';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_entries();
