CALL burn(30);
