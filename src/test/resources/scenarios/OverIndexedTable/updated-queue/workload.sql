UPDATE jobs SET touched = touched + 1, state = (state + 1) % 7;
UPDATE few SET a = a + 1;
