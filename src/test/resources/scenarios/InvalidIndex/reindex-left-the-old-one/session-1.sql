SET application_name = 'holder of t';
BEGIN;
LOCK TABLE t IN ACCESS SHARE MODE;
-- Without this the portal of the statement before would keep a snapshot.
SET lock_timeout = 0;
