-- Reads: pg_publication, pg_publication_rel. What each publication holds, as the catalogs say it: pg_get_publication_tables would wait for locked tables. 14.
SELECT p.pubname::text AS name, p.puballtables AS all_tables, p.pubupdate AS updates, p.pubdelete AS deletes,
  ARRAY(SELECT r.prrelid::bigint FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid)::bigint[] AS tables,
  '{}'::text[] AS schemas
FROM pg_catalog.pg_publication p
ORDER BY p.pubname
