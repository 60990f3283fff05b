-- A day of means a chart had, in steps that are no more: roll-ups begin anew.
DROP TABLE "host_history" CASCADE;
