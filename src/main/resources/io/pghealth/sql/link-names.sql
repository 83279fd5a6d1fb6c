-- Reads: pg_attribute, pg_class, pg_namespace. Columns whose names end as those of keys do, those of partitions left out; 14 and later.
WITH @scope@
SELECT c.relname AS relation, a.attname AS column
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'f')
   AND NOT c.relispartition
   AND c.relpersistence <> 't'
   AND a.attnum > 0
   AND NOT a.attisdropped
   AND pg_catalog.lower(a.attname) LIKE '%id'
   AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
   AND (c.relkind = 'f' OR c.oid IN (SELECT s.oid FROM scope s))
