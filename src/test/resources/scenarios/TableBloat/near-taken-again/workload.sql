UPDATE rounds SET round = round + 1;
VACUUM (ANALYZE) rounds;
