-- Reads: pg_publication, pg_publication_rel, pg_publication_namespace. What each publication holds, as the catalogs say it: pg_get_publication_tables would wait for locked tables. 15 and later.
SELECT p.pubname::text AS name, p.puballtables AS all_tables, p.pubupdate AS updates, p.pubdelete AS deletes,
  ARRAY(SELECT r.prrelid::bigint FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid)::bigint[] AS tables,
  ARRAY(
    SELECT n.nspname::text
    FROM pg_catalog.pg_publication_namespace s
    JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid
    WHERE s.pnpubid = p.oid)::text[] AS schemas
FROM pg_catalog.pg_publication p
ORDER BY p.pubname
