CREATE TABLE orders (id int, note text);
CREATE PROCEDURE burn(n int) LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..n LOOP
    INSERT INTO orders VALUES (i);
    COMMIT;
  END LOOP;
END
$$;
SELECT pg_create_physical_replication_slot('spare', true);
CALL burn(20);
SELECT pg_sleep(1.2);
