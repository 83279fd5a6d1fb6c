CREATE TABLE orders (id int, note text);
CREATE PROCEDURE burn(n int) LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..n LOOP
    INSERT INTO orders VALUES (i);
    COMMIT;
  END LOOP;
END
$$;
