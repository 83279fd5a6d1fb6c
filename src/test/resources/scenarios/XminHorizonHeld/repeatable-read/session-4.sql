CALL burn(20);
