SET maintenance_work_mem = '1MB';
-- times 4
CREATE INDEX big_pad_idx ON big (pad); DROP INDEX big_pad_idx;
