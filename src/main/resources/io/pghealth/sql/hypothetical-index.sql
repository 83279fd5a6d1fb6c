-- Makes an index that only this backend's planner sees, and only EXPLAIN (HypoPG); 14 and later.
SELECT h.indexname FROM @extension@.hypopg_create_index(?) h
