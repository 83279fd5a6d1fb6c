-- The narrow role of the README, for the demo's database.
CREATE ROLE pghealth LOGIN PASSWORD '${password}';
GRANT pg_monitor TO pghealth;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO pghealth;
