-- times 1, 0
DROP INDEX itm_sku;
-- times 1, 0
CREATE INDEX itm_sku ON itm (sku) WHERE qty < 0;
-- times 60
SELECT id, note FROM itm WHERE sku = 's7';
