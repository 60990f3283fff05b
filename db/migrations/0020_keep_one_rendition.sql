-- Older versions took several renditions of a channel and published the first alone. They are
-- published now: a channel goes on with the one that viewers had, until somebody makes it a ladder.
UPDATE channels
SET settings = jsonb_set(settings, '{output,renditions}', jsonb_build_array(settings #> '{output,renditions,0}'))
WHERE jsonb_array_length(settings #> '{output,renditions}') > 1;
