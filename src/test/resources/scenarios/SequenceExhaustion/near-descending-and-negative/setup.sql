CREATE SEQUENCE down AS integer INCREMENT -1;
SELECT setval('down', -1000);
CREATE SEQUENCE halves AS integer MINVALUE -2147483648;
SELECT setval('halves', 1);
CREATE SEQUENCE strides AS integer INCREMENT 1000000;
SELECT setval('strides', 1000000001);
