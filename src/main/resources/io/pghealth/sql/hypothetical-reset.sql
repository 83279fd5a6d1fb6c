-- Forgets the hypothetical indexes of this backend (HypoPG); 14 and later.
SELECT @extension@.hypopg_reset()
