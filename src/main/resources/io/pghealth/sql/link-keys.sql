-- Reads: pg_constraint, pg_class, pg_attribute. Foreign keys of one column, those of partitions left out; 14 and later.
WITH @scope@
SELECT c.relname AS relation, a.attname AS column, r.relname AS to_relation, b.attname AS to_column
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
  JOIN pg_catalog.pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
 WHERE k.contype = 'f'
   AND k.conparentid = 0
   AND pg_catalog.cardinality(k.conkey) = 1
   -- As a join it would be repeated for each key: the planner takes keys of one column for rare.
   AND (k.conrelid IN (SELECT s.oid FROM scope s)) IS TRUE
