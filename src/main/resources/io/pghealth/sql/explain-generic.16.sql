-- Plans the text that the setting pghealth.statement holds, and keeps the plan in pghealth.plan; 16
-- and later. A cursor refuses a second statement. Operators are qualified: here the search path is
-- the one of the statement's role.
DO $pghealth$
DECLARE
  c pg_catalog.refcursor;
  plan pg_catalog.text;
BEGIN
  OPEN c FOR EXECUTE 'EXPLAIN (GENERIC_PLAN, FORMAT JSON) '
    OPERATOR(pg_catalog.||) pg_catalog.current_setting('pghealth.statement');
  FETCH c INTO plan;
  PERFORM pg_catalog.set_config('pghealth.plan', plan, true);
END
$pghealth$
