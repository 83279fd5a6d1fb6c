-- Who we are; 14 and later.
SELECT current_user
