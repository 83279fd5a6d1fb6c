-- Nothing: before 15 the parameters cannot be granted.
SELECT false WHERE false
