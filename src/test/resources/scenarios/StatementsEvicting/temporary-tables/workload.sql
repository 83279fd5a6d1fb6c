-- times 1500
CREATE TEMPORARY TABLE "Request; :cycle :i" (a int) ON COMMIT DROP;
